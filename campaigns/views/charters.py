"""Pages of a bloc's regulations and plans: listed, read, written, answered, adopted."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns import actions
from campaigns.forms.charters import (
    AdoptCharterForm,
    AnswerCharterForm,
    ConsultOnCharterForm,
    DraftCharterForm,
    EditCharterForm,
    ReplyToOpinionForm,
)
from campaigns.models import Charter, CharterAnswer, CharterKind
from campaigns.pages import charters as pages
from campaigns.papers import charter as papers
from campaigns.queries import charters as queries
from campaigns.queries.registrations import boards_seated
from campaigns.queries.years import campaigns_visible_to
from campaigns.regulations.charters import StaleCharter
from foundation import clock
from foundation.documents import library
from foundation.documents.responses import answer_with_bytes
from foundation.forms import done, refuse
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted, permit

OPINION_DAYS = 10  # what the form proposes
STALE = 409  # HTTP
looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def charter_for(request: HttpRequest, verb: str, pk: int) -> Charter:
    """The text, if the person may do that with it."""
    visible = queries.charters_visible_to(request.user)
    return get_permitted(request, f"campaigns.{verb}", visible, pk=pk)


def page(request: HttpRequest, name: str, charter: Charter, **more: Any) -> HttpResponse:
    """A form about one text."""
    around = {"charter": charter, "campaign": charter.campaign, "current_bloc": charter.bloc}
    return render(request, name, around | more)


@require_safe
def charters(request: HttpRequest, pk: int) -> HttpResponse:
    """All regulations and plans of the bloc, this year's first."""
    visible = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.view_charter", visible, pk=pk)
    return render(request, "campaigns/charters.html", pages.list_page(campaign, request.user))


@require_safe
def charter(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them."""
    found = charter_for(request, "view_charter", pk)
    return render(request, "campaigns/charter.html", pages.of_charter(found, request.user))


@require_safe
def charter_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as PDF: as adopted, or as it would be now."""
    found = charter_for(request, "view_charter", pk)
    pdf = library.draw(papers.TEMPLATE, paper=papers.of_charter(found)).pdf
    name = {"regulation": "quy-che", "plan": "ke-hoach"}[found.kind]
    ending = f"ban-{found.number}" if found.paper else "du-thao"
    return answer_with_bytes(pdf, f"{name}-{found.year}-{ending}.pdf", "application/pdf")


@looked_at_or_sent
def draft_charter(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Begin one."""
    visible = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.draft_charter", visible, pk=pk)
    if kind not in CharterKind.values:
        raise Http404
    replaces = queries.charter_in_force(campaign, kind) is not None
    form = DraftCharterForm(request.POST if request.method == "POST" else None, replaces=replaces)
    facts = {"kind": kind, "by": request.user}
    if request.method == "POST" and done(form, actions.draft_charter, campaign, **facts):
        messages.success(request, _("The draft has been begun. Check its text."))
        return redirect("campaigns:edit_charter", queries.open_charter(campaign, kind).pk)
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "form": form}
    context |= {"kind": CharterKind(kind), "former": queries.last_adopted(campaign, kind)}
    return render(request, "campaigns/draft_charter.html", context)


@looked_at_or_sent
def edit_charter(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the text; where somebody was faster both texts are shown."""
    found = charter_for(request, "edit_charter", pk)
    if not found.is_open:
        return redirect(found)
    held = {"text": found.text, "seen_edition": found.edition}
    form = EditCharterForm(request.POST or None, initial=held)
    if not form.is_valid():
        return page(request, "campaigns/edit_charter.html", found, form=form)
    try:
        actions.edit_charter(found, **form.cleaned_data, by=request.user)
    except StaleCharter as refusal:
        return stale(request, found, form.cleaned_data["text"], refusal)
    except Refusal as refusal:
        refuse(form, refusal)
        return page(request, "campaigns/edit_charter.html", found, form=form)
    messages.success(request, _("The text has been saved."))
    return redirect(found)


def stale(request: HttpRequest, found: Charter, mine: str, refusal: Refusal) -> HttpResponse:
    """Nothing typed is lost: it stands in the field, and is saved upon the text of now."""
    found.refresh_from_db()
    form = EditCharterForm(initial={"text": mine, "seen_edition": found.edition})
    clash = pages.clash_of(found, mine, str(refusal))
    answer = page(request, "campaigns/edit_charter.html", found, form=form, clash=clash)
    answer.status_code = STALE
    return answer


@looked_at_or_sent
def consult_on_charter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft to the boards, or give them more time."""
    found = charter_for(request, "consult_on_charter", pk)
    due_on = found.comments_due_on or clock.today() + dt.timedelta(days=OPINION_DAYS)
    form = ConsultOnCharterForm(request.POST or None, initial={"comments_due_on": due_on})
    if request.method == "POST" and done(form, actions.consult_on_charter, found, by=request.user):
        messages.success(request, _("The boards are told by mail."))
        return redirect(found)
    return page(request, "campaigns/consult_on_charter.html", found, form=form)


@looked_at_or_sent
def answer_charter(request: HttpRequest, pk: int, board_pk: int) -> HttpResponse:
    """A board agrees, or says what should be different."""
    found = charter_for(request, "view_charter", pk)
    board = next((each for each in boards_seated(found.campaign) if each.pk == board_pk), None)
    if board is None:
        raise Http404
    answer = CharterAnswer(found, board)
    permit(request, "campaigns.answer_charter", answer)
    form = AnswerCharterForm(request.POST or None)
    if request.method == "POST" and done(form, actions.answer_charter, answer, by=request.user):
        messages.success(request, _("The opinion has been sent."))
        return redirect(found)
    return page(request, "campaigns/answer_charter.html", found, form=form, board=board)


@looked_at_or_sent
def reply_to_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what a board has said."""
    visible = queries.opinions_visible_to(request.user)
    opinion = get_permitted(request, "campaigns.reply_to_opinion", visible, pk=pk)
    form = ReplyToOpinionForm(request.POST or None)
    if request.method == "POST" and done(form, actions.reply_to_opinion, opinion, by=request.user):
        messages.success(request, _("The answer has been sent."))
        return redirect(opinion.charter)
    return page(
        request, "campaigns/reply_to_opinion.html", opinion.charter, form=form, opinion=opinion
    )


@looked_at_or_sent
def adopt_charter(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief adopts it."""
    found = charter_for(request, "adopt_charter", pk)
    form = AdoptCharterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and done(form, actions.adopt_charter, found, by=request.user):
        messages.success(request, _("It has been adopted; the boards are told by mail."))
        return redirect(found)
    unanswered = queries.unanswered(found)
    return page(request, "campaigns/adopt_charter.html", found, form=form, unanswered=unanswered)
