"""The paper that a delegate fills in; how tellers keep their pass-phrases, and count."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from conferences import actions
from conferences.forms import ballots as forms
from conferences.models import BoardAtBallot, ConferenceBallot, Teller, TellerAtBallot
from conferences.pages import ballots as pages
from conferences.queries import ballots as queries
from conferences.views.ballots import ballot_for, ballot_page, seat_for
from conferences.views.visible import asked_or_sent, conference_for, page
from foundation import limits
from foundation.ballots.booth import AnsweredAlready
from foundation.forms import done, refuse
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted, permit
from members.signin import needs_fresh_sign_in


@never_cache
@sensitive_post_parameters()
@asked_or_sent
def vote(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """A delegate fills in the paper, sees it once more, and puts it into the box."""
    who = seat_for(request, "cast_vote", pk, board)
    if who.ballot.box is None:
        return redirect(who.ballot)
    if queries.has_voted(who):
        return voted(request, who)
    options = queries.options_of(who.ballot)
    typed = request.POST if request.method == "POST" else None
    form = forms.VoteForm(typed, ballot=who.ballot, options=options)
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return paper(request, who, form)
    if "cast" not in request.POST:
        return shown_back(request, who, form)
    return put_in(request, who, form)


def paper(request: HttpRequest, who: BoardAtBallot, form: forms.VoteForm) -> HttpResponse:
    """The paper to fill in."""
    lead = pages.lead_of(who.ballot)
    return ballot_page(request, "conferences/vote.html", who.ballot, who=who, form=form, lead=lead)


@sensitive_variables()
def shown_back(request: HttpRequest, who: BoardAtBallot, form: forms.VoteForm) -> HttpResponse:
    """What was marked, before it is sealed; with the code, where the ballot has codes."""
    code = pages.new_code() if who.ballot.has_codes else ""
    marked = [
        (each.text, form.marks.get(each.key, ""), forms.MARKS.get(form.marks.get(each.key, "")))
        for each in form.options
    ]
    typed = [(name, value) for name in form.data for value in values_of(form, name)]
    context = {"who": who, "marked": marked, "typed": typed, "code": code}
    context["is_spoilt"] = form.cleaned_data["is_spoilt"]
    context["is_blank"] = not form.marks
    return ballot_page(request, "conferences/vote_again.html", who.ballot, **context)


def values_of(form: forms.VoteForm, name: str) -> list[str]:
    """What was typed in a field of the paper, to be sent once more."""
    return form.data.getlist(name) if name in form.fields and name != "code" else []


@sensitive_variables()
def put_in(request: HttpRequest, who: BoardAtBallot, form: forms.VoteForm) -> HttpResponse:
    """Into the box, or why not; twice is once."""
    facts = {"is_spoilt": form.cleaned_data["is_spoilt"], "code": form.cleaned_data["code"]}
    try:
        actions.cast_vote(who, marks=form.marks, **facts, by=request.user)
    except AnsweredAlready:
        return redirect(request.path)
    except Refusal as refusal:
        refuse(form, refusal)
        return paper(request, who, form)
    return redirect(request.path)


def voted(request: HttpRequest, who: BoardAtBallot) -> HttpResponse:
    """It is done; what it says nobody can see."""
    return ballot_page(request, "conferences/voted.html", who.ballot, who=who)


MOST, WITHIN = 10, 600  # tries of a pass-phrase, seconds


def tries_too_often(request: HttpRequest) -> bool:
    """Whether somebody guesses pass-phrases."""
    who = str(request.user.pk)
    return request.method == "POST" and limits.exceeds("phrase", who, most=MOST, seconds=WITHIN)


# -- tellers ---------------------------------------------------------------------------------------


@asked_or_sent
def name_tellers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who counts the votes."""
    found = conference_for(request, "name_tellers", pk)
    start = {"tellers": [each.account for each in queries.tellers_of(found)]}
    people = pages.people_who_may_count(found)
    form = forms.TellersForm(request.POST or None, initial=start, people=people)
    if done(form, actions.name_tellers, found, by=request.user):
        messages.success(request, _("The tellers are named. Each sets a pass-phrase now."))
        return redirect("conferences:ballots", found.pk)
    return page(request, "conferences/name_tellers.html", found, form=form)


def teller_for(request: HttpRequest, verb: str, pk: int) -> Teller:
    """The person's own part in counting."""
    visible = queries.tellers_visible_to(request.user)
    return get_permitted(request, f"conferences.{verb}", visible, pk=pk)


@never_cache
@sensitive_post_parameters()
@asked_or_sent
def set_pass_phrase(request: HttpRequest, pk: int) -> HttpResponse:
    """A teller chooses the words that open the box."""
    teller = teller_for(request, "set_pass_phrase", pk)
    form = forms.SetPhraseForm(request.POST or None)
    if done(form, actions.set_pass_phrase, teller, by=request.user):
        messages.success(request, _("The pass-phrase is set. Try it once, then keep it in mind."))
        return redirect("conferences:try_pass_phrase", teller.pk)
    return teller_page(request, "conferences/set_pass_phrase.html", teller, form)


@never_cache
@sensitive_post_parameters()
@asked_or_sent
def try_pass_phrase(request: HttpRequest, pk: int) -> HttpResponse:
    """A teller sees that the words are still in mind."""
    teller = teller_for(request, "try_pass_phrase", pk)
    if tries_too_often(request):
        return limits.answer_too_often(request, seconds=WITHIN)
    form = forms.TryPhraseForm(request.POST or None)
    if done(form, actions.try_pass_phrase, teller, by=request.user):
        messages.success(
            request, _("That is your pass-phrase. At the count you type it once more.")
        )
        return redirect("conferences:ballots", teller.conference_id)
    return teller_page(request, "conferences/try_pass_phrase.html", teller, form)


def teller_page(request: HttpRequest, template: str, teller: Teller, form: Any) -> HttpResponse:
    return page(request, template, teller.conference, teller=teller, form=form)


def counting(request: HttpRequest, verb: str, pk: int) -> TellerAtBallot:
    """The person as teller before a ballot."""
    found = ballot_for(request, "view_conference", pk)
    teller = queries.teller_at(found.conference, request.user)
    if teller is None:
        raise PermissionDenied
    who = TellerAtBallot(found, teller)
    permit(request, f"conferences.{verb}", who)
    return who


@never_cache
@sensitive_post_parameters()
@needs_fresh_sign_in
@asked_or_sent
def give_part(request: HttpRequest, pk: int) -> HttpResponse:
    """A teller gives a part of the key; with the second the box is opened and counted."""
    who = counting(request, "give_part", pk)
    if tries_too_often(request):
        return limits.answer_too_often(request, seconds=WITHIN)
    form = forms.GivePartForm(request.POST or None)
    if done(form, actions.give_part, who, by=request.user):
        who.ballot.refresh_from_db()
        messages.success(request, counted_words(who.ballot))
        return redirect(who.ballot)
    shown = pages.of_count(who.ballot)
    return ballot_page(request, "conferences/give_part.html", who.ballot, form=form, **shown)


def counted_words(ballot: ConferenceBallot) -> str:
    """What has come of a part of the key."""
    if ballot.outcome:
        return _("The box is opened and counted. The chair declares the result.")
    return _("Your part is there. One more teller gives theirs, then the box is counted.")


@never_cache
@asked_or_sent
def enter_figures(request: HttpRequest, pk: int) -> HttpResponse:
    """A teller enters what was counted by hand: papers on paper, or hands."""
    who = counting(request, "enter_hand_count", pk)
    act = actions.enter_hand_count if who.ballot.is_secret else actions.enter_hands
    options = queries.options_of(who.ballot)
    form = forms.FiguresForm(request.POST or None, ballot=who.ballot, options=options)
    if done(form, act, who, by=request.user):
        messages.success(request, _("Your figures are entered. Another teller enters theirs."))
        return redirect(who.ballot)
    return ballot_page(request, "conferences/enter_figures.html", who.ballot, form=form)
