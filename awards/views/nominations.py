"""Pages of quotas and nominations, and the simulator behind them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from awards import actions
from awards.forms.nominations import (
    AttestForm,
    PutToVoteForm,
    QuotaForm,
    WaiverForm,
    WhatIfForm,
)
from awards.models import Council, Quota
from awards.pages import nominations as pages
from awards.pages import simulator as simulating
from awards.queries.law import kinds_to_propose
from awards.queries.nominations import conferences_to_vote, waivers_visible_to
from awards.queries.situation import WhatIf, situation_of
from awards.views.visible import asked_or_sent, board_for, page, year_for
from foundation.forms import done
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted


@require_safe
def nominations(request: HttpRequest, pk: int) -> HttpResponse:
    """What the ministry gave, and whom the conference votes on."""
    campaign = year_for(request, "view_nominations", pk)
    shown = pages.of_year(campaign, request.user)
    return page(request, "awards/nominations.html", campaign, **shown)


@asked_or_sent
def give_quota(request: HttpRequest, pk: int, kind_pk: int) -> HttpResponse:
    """How many of a kind, by the ministry's document."""
    campaign = year_for(request, "give_quota", pk)
    kind = get_object_or_404(kinds_to_propose(campaign), pk=kind_pk)
    given = Quota.objects.filter(campaign=campaign, kind=kind).values().first()
    form = QuotaForm(request.POST or None, initial=given)
    if done(form, actions.give_quota, campaign, kind=kind, by=request.user):
        messages.success(request, _("The quota has been entered."))
        return redirect("awards:nominations", campaign.pk)
    return page(request, "awards/give_quota.html", campaign, form=form, kind=kind)


@require_safe
def simulator(request: HttpRequest, pk: int) -> HttpResponse:
    """Who would be put forward, and why the others would not; what if."""
    campaign = year_for(request, "view_simulator", pk)
    situation = situation_of(campaign)
    form = WhatIfForm(
        request.GET or None,
        kinds=[each.kind for each in situation.kinds],
        limits=situation.limits,
        boards=simulating.boards_of(situation),
    )
    tried = form.is_bound and form.is_valid()
    if tried:
        what_if = WhatIf(form.quotas(), frozenset(form.cleaned_data["bo"]))
        situation = situation.tried(what_if)
    shown = simulating.of_year(situation)
    may_nominate = request.user.has_perm("awards.nominate_boards", campaign)
    around = {"form": form, "tried": tried, "may_nominate": may_nominate and not tried}
    return page(request, "awards/simulator.html", campaign, **shown, **around)


@require_safe
def board_case(request: HttpRequest, pk: int, board_pk: int) -> HttpResponse:
    """One board with every criterion of every kind."""
    part, situation = board_for(request, "view_simulator", pk, board_pk)
    shown = simulating.of_board(situation, part, request.user)
    if shown is None:
        raise Http404
    return page(request, "awards/board_case.html", part.campaign, **shown)


@asked_or_sent
def attest_criteria(request: HttpRequest, pk: int, board_pk: int) -> HttpResponse:
    """What somebody has to vouch for, for one board."""
    part, situation = board_for(request, "attest_criteria", pk, board_pk)
    criteria, given = simulating.to_attest(situation, board_pk)
    form = AttestForm(request.POST or None, criteria=criteria, given=given)
    if done(form, actions.attest_criteria, part, by=request.user):
        messages.success(request, _("What you attested has been entered."))
        return redirect("awards:board_case", pk, board_pk)
    shown = {"form": form, "board": part.board}
    return page(request, "awards/attest_criteria.html", part.campaign, **shown)


@asked_or_sent
def grant_waiver(request: HttpRequest, pk: int, board_pk: int, kind_pk: int) -> HttpResponse:
    """Let a board be nominated all the same."""
    part, situation = board_for(request, "grant_waiver", pk, board_pk)
    kinds = {each.kind.pk: each.kind for each in situation.kinds}
    if kind_pk not in kinds:
        raise Http404
    form = WaiverForm(request.POST or None)
    if done(form, actions.grant_waiver, part, kind=kinds[kind_pk], by=request.user):
        messages.success(request, _("The exception has been granted; its reason stays visible."))
        return redirect("awards:board_case", pk, board_pk)
    shown = {"form": form, "board": part.board, "kind": kinds[kind_pk]}
    return page(request, "awards/grant_waiver.html", part.campaign, **shown)


@require_POST
def revoke_waiver(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an exception back."""
    visible = waivers_visible_to(request.user)
    waiver = get_permitted(request, "awards.revoke_waiver", visible, pk=pk)
    try:
        actions.revoke_waiver(waiver, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The exception has been taken back."))
    return redirect("awards:board_case", waiver.campaign_id, waiver.board_id)


@asked_or_sent
def put_to_vote(request: HttpRequest, pk: int, kind_pk: int) -> HttpResponse:
    """Prepare the ballot on a list, by the threshold and the quota."""
    campaign = year_for(request, "put_to_vote", pk)
    kind = get_object_or_404(kinds_to_propose(campaign), pk=kind_pk)
    form = PutToVoteForm(request.POST or None, conferences=conferences_to_vote(campaign))
    if done(form, actions.put_to_vote, campaign, kind=kind, by=request.user):
        messages.success(request, _("The ballot has been prepared; it can still be changed."))
        return redirect("awards:nominations", campaign.pk)
    shown = {"form": form, "kind": kind, "threshold": kind.thresholds.get(council=Council.BLOC)}
    return page(request, "awards/put_to_vote.html", campaign, **shown)


@require_POST
def nominate_boards(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the list of the ballot."""
    campaign = year_for(request, "nominate_boards", pk)
    try:
        actions.nominate_boards(campaign, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("awards:simulator", campaign.pk)
    messages.success(request, _("The list of nominations has been made."))
    return redirect("awards:nominations", campaign.pk)
