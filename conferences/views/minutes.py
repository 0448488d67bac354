"""Pages of the minutes of a conference."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns import merging
from campaigns.merging import Clash
from conferences import actions
from conferences.forms.minutes import ConclusionForm, NoteSpeechForm, SpeechForm
from conferences.models import Conference, Speech
from conferences.pages import minutes as pages
from conferences.papers import minutes as papers
from conferences.queries import minutes as queries
from conferences.regulations.minutes import MinutesStale
from conferences.views.visible import asked_or_sent, conference_for, item_for, page
from foundation.attempts import attempt
from foundation.documents import library
from foundation.documents.responses import answer_with_bytes
from foundation.forms import done, refuse
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted

PDF = "application/pdf"


def minutes_of(found: Conference) -> HttpResponse:
    return redirect("conferences:minutes", found.pk)


def speech_for(request: HttpRequest, verb: str, pk: int) -> Speech:
    """The speech, if the person may do that with it."""
    visible = queries.speeches_visible_to(request.user)
    return get_permitted(request, f"conferences.{verb}", visible, pk=pk)


@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said, what was concluded, and whether it is agreed."""
    found = conference_for(request, "view_conference", pk)
    shown = pages.of_conference(found, request.user)
    return page(request, "conferences/minutes.html", found, **shown)


@asked_or_sent
def note_speech(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody says, while it is said."""
    item = item_for(request, "note_speech", pk)
    form = NoteSpeechForm(request.POST or None)
    if done(form, actions.note_speech, item, by=request.user):
        messages.success(request, _("The speech stands in the minutes."))
        return minutes_of(item.conference)
    return page(request, "conferences/note_speech.html", item.conference, form=form, item=item)


@asked_or_sent
def change_speech(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words; two tabs lose nothing."""
    found = speech_for(request, "change_speech", pk)
    saved, template = queries.facts_of(found), "conferences/change_speech.html"
    context = saved_or_both(request, SpeechForm, saved, actions.change_speech, found)
    if context is None:
        messages.success(request, _("The speech has been saved."))
        return minutes_of(found.conference)
    return page(request, template, found.conference, item=found.item, **context)


@asked_or_sent
def write_conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """What was agreed on; two tabs lose nothing."""
    found = conference_for(request, "write_conclusion", pk)
    saved = {"conclusion": queries.minutes_of(found).conclusion}
    context = saved_or_both(request, ConclusionForm, saved, actions.write_conclusion, found)
    if context is None:
        messages.success(request, _("The conclusion has been saved."))
        return minutes_of(found)
    return page(request, "conferences/write_conclusion.html", found, **context)


def saved_or_both(
    request: HttpRequest, kind: Any, saved: dict[str, Any], action: Any, subject: Any
) -> dict[str, Any] | None:
    """What the page shows: the form, or both versions; nothing once it is saved."""
    if request.method != "POST":
        return {"form": kind.showing(saved, saved)}
    form = kind(request.POST)
    if not form.is_valid():
        return {"form": form}
    try:
        action(subject, **form.cleaned_data, by=request.user)
    except MinutesStale as stale:
        subject.refresh_from_db()
        return {"stale": stale, **both_versions(form, saved)}
    except Refusal as refusal:
        refuse(form, refusal)
        return {"form": form}
    return None


def both_versions(form: Any, theirs: dict[str, Any]) -> dict[str, Any]:
    """The form that holds both, and what differs."""
    typed = dict(form.cleaned_data)
    marks = typed.pop("seen")
    both = type(form).showing(merging.merged(typed, theirs, marks), theirs)
    clashes = [
        Clash(form.fields[each.key].label, each.theirs, each.mine, each.both_changed)
        for each in merging.clashes(typed, theirs, marks)
    ]
    return {"form": both, "clashes": clashes}


@require_POST
def remove_speech(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not stand in the minutes."""
    found = speech_for(request, "remove_speech", pk)
    said = _("The speech has been taken out of the minutes.")
    attempt(request, actions.remove_speech, found, success=said)
    return minutes_of(found.conference)


@require_POST
def agree_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """They were read out, and everybody agreed."""
    found = conference_for(request, "agree_minutes", pk)
    said = _("The minutes are agreed; their words and their number stay.")
    attempt(request, actions.agree_minutes, found, success=said)
    return minutes_of(found)


@require_safe
def minutes_paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The paper: a draft until it is agreed."""
    found = conference_for(request, "view_conference", pk)
    paper, name = papers.of_minutes(found), papers.file_name(found, kind)
    if kind == "pdf":
        return answer_with_bytes(library.draw(papers.TEMPLATE, paper=paper).pdf, name, PDF)
    from conferences.papers.minutes_word import word_of  # slow to import
    from foundation.documents import office

    return answer_with_bytes(word_of(paper), name, office.DOCX)
