"""Pages of what a conference votes on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from conferences import actions
from conferences.forms import ballots as forms
from conferences.models import BallotStage, BoardAtBallot, ConferenceBallot, Purpose
from conferences.pages import ballots as pages
from conferences.papers import count
from conferences.papers.bulletin import bulletin_of, file_name
from conferences.queries import ballots as queries
from conferences.queries.delegates import members_of
from conferences.regulations.ballots import has_few_electors
from conferences.views.visible import asked_or_sent, conference_for, page
from foundation.attempts import attempt
from foundation.ballots.models import Way
from foundation.documents import library
from foundation.documents.responses import answer_with_bytes
from foundation.forms import done
from foundation.live import live
from foundation.shortcuts import get_permitted, permit
from members.signin import needs_fresh_sign_in

PDF = "application/pdf"


def ballot_for(request: HttpRequest, verb: str, pk: int) -> ConferenceBallot:
    """The ballot, if the person may do that with it."""
    visible = queries.ballots_visible_to(request.user)
    return get_permitted(request, f"conferences.{verb}", visible, pk=pk)


def ballot_page(
    request: HttpRequest, template: str, ballot: ConferenceBallot, **more: Any
) -> HttpResponse:
    """A page about a ballot."""
    return page(request, template, ballot.conference, ballot=ballot, **more)


@require_safe
def ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """All that a conference votes on, and who counts."""
    found = conference_for(request, "view_conference", pk)
    shown = pages.of_list(found, request.user)
    return page(request, "conferences/ballots.html", found, **shown)


@require_safe
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: question, rules, how far it is, and what came out once it is declared."""
    found = ballot_for(request, "view_conference", pk)
    shown = pages.of_ballot(found, request.user)
    return ballot_page(request, "conferences/ballot.html", found, **shown)


@require_safe
def ballot_now(request: HttpRequest, pk: int) -> HttpResponse:
    """How many have voted; the page asks for it again."""
    found = ballot_for(request, "view_conference", pk)
    context = {"ballot": found, **pages.progress_of(found)}
    return live(request, "conferences/_papers.html", context)


@asked_or_sent
def prepare_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Something more to vote on."""
    found = conference_for(request, "prepare_ballot", pk)
    start = forms.usual_of(request.GET.get("muc-dich", ""))
    form = forms.BallotForm(request.POST or None, initial=start, boards=members_of(found))
    if done(form, actions.prepare_ballot, found, by=request.user):
        messages.success(request, _("The ballot is prepared. Look at it, then freeze it."))
        return redirect("conferences:ballots", found.pk)
    offered = {"purposes": Purpose.choices, "chosen": start["purpose"]}
    return page(request, "conferences/prepare_ballot.html", found, form=form, **offered)


@asked_or_sent
def change_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words, other rules, before the freeze."""
    found = ballot_for(request, "change_ballot", pk)
    start = forms.written(found, queries.options_of(found))
    boards = members_of(found.conference)
    form = forms.BallotForm(request.POST or None, initial=start, boards=boards)
    if done(form, actions.change_ballot, found, by=request.user):
        messages.success(request, _("The ballot has been saved."))
        return redirect(found)
    return ballot_page(request, "conferences/change_ballot.html", found, form=form)


@require_POST
def freeze_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on nothing of it changes."""
    found = ballot_for(request, "freeze_ballot", pk)
    said = _("The ballot is frozen. All delegates see its fingerprint.")
    attempt(request, actions.freeze_ballot, found, success=said)
    return redirect(found)


@needs_fresh_sign_in
@asked_or_sent
def open_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair lets the boards vote, after showing once more who they are."""
    found = ballot_for(request, "open_ballot", pk)
    form = forms.OpenBallotForm(request.POST or None, day=found.conference.held_on)
    if done(form, actions.open_ballot, found, by=request.user):
        messages.success(request, _("The ballot is open."))
        return redirect(found)
    few = has_few_electors(found)
    return ballot_page(request, "conferences/open_ballot.html", found, form=form, few=few)


@require_POST
def close_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """No more papers are taken."""
    found = ballot_for(request, "close_ballot", pk)
    said = _("The ballot is closed. The tellers count it now.")
    attempt(request, actions.close_ballot, found, success=said)
    return redirect(found)


@require_POST
def declare_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """The result is for everybody."""
    found = ballot_for(request, "declare_ballot", pk)
    said = _("The result is declared; the screen shows it.")
    attempt(request, actions.declare_ballot, found, success=said)
    return redirect(found)


@asked_or_sent
def void_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """It counts for nothing."""
    found = ballot_for(request, "void_ballot", pk)
    form = forms.VoidBallotForm(request.POST or None)
    if done(form, actions.void_ballot, found, by=request.user):
        messages.success(request, _("The ballot is void."))
        return redirect(found)
    return ballot_page(request, "conferences/void_ballot.html", found, form=form)


@require_POST
def repeat_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """A second round, or a void one anew."""
    found = ballot_for(request, "repeat_ballot", pk)
    said = _("The next ballot is prepared. Look at it, then freeze it.")
    attempt(request, actions.repeat_ballot, found, success=said)
    return redirect("conferences:ballots", found.conference_id)


# -- the roll and the papers -----------------------------------------------------------------------


def seat_for(request: HttpRequest, verb: str, pk: int, board: int) -> BoardAtBallot:
    """A board before a ballot, if the person may do that for it."""
    found = ballot_for(request, "view_conference", pk)
    for each in members_of(found.conference):
        if each.pk == board:
            who = BoardAtBallot(found, each)
            permit(request, f"conferences.{verb}", who)
            return who
    raise Http404


@require_safe
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Who votes on a sheet of paper or by letter."""
    found = ballot_for(request, "give_paper", pk)
    if found.box is None:
        raise Http404
    is_open = found.state in (BallotStage.FROZEN, BallotStage.OPEN)
    lines = pages.roll_of(found)
    return ballot_page(request, "conferences/sheets.html", found, lines=lines, is_open=is_open)


@require_POST
def give_paper(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """The board has a sheet of paper, or its letter has come."""
    who = seat_for(request, "give_paper", pk, board)
    way = Way.WRITTEN if request.POST.get("way") == Way.WRITTEN else Way.PAPER
    facts = {"board": who.board.short_name, "way": way.label}
    said = _("%(board)s votes %(way)s.") % facts
    attempt(request, actions.give_paper, who, way=way, success=said)
    return redirect("conferences:sheets", who.ballot.pk)


@never_cache
@require_safe
def bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    """The file with which anybody counts anew."""
    found = ballot_for(request, "view_conference", pk)
    if found.state != BallotStage.DECLARED or found.box is None:
        raise Http404
    content = bulletin_of(found).encode()
    return answer_with_bytes(content, file_name(found), "application/json")


@never_cache
@require_safe
def count_paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The minutes of the count, once the result is declared."""
    found = ballot_for(request, "view_conference", pk)
    if found.state != BallotStage.DECLARED:
        raise Http404
    paper, name = count.of_count(found), count.file_name(found, kind)
    if kind == "pdf":
        return answer_with_bytes(library.draw(count.TEMPLATE, paper=paper).pdf, name, PDF)
    from conferences.papers.count_word import word_of  # slow to import
    from foundation.documents import office

    return answer_with_bytes(word_of(paper), name, office.DOCX)
