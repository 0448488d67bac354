"""From the ranking to the list of the ballot: quotas, attestations, exceptions, nominations."""

import datetime as dt

import pytest

from awards import actions
from awards.eligibility import Verdict
from awards.models import Attestation, Nomination, NominationState, Quota, Waiver
from awards.queries.nominations import kinds_on_ballot, list_for_ballot
from awards.queries.situation import WhatIf, situation_of
from awards.regulations import nominations as regulations
from awards.selection import Place
from campaigns.models import BoardYear, PhaseKind, Report, ReportState
from foundation import clock
from tests import factories as make
from tests.awards.proposed import (
    DOCUMENT,
    GROUNDS,
    WHY,
    attested,
    kind,
    last,
    quota,
    ranked,
    waived,
)
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")


def names(world, code="flag"):
    return [row.board for row in list_for_ballot(world.campaign, kind(code))]


def place(world, board, code="flag", what_if=None):
    found = situation_of(world.campaign).tried(what_if or WhatIf())
    return found.places[board.pk, kind(code).pk]


def answers(code="united", *, is_met=True):
    row = kind().criteria.get(criterion__code=code)
    return {row.criterion_id: is_met}


# -- give_quota ----------------------------------------------------------------------------------
def test_give_quota_with_its_document(world, cast):
    found = quota(world, cast, count=2)

    assert (found.count, found.document_number, found.entered_by) == (
        2, "1234/BTC-TCCB", cast["secretary"],
    )  # fmt: skip
    assert last("give_quota") == ("entered the quota for “Cờ thi đua của Bộ”: 2, by 1234/BTC-TCCB")


def test_give_quota_again_is_another_number_of_the_same(world, cast):
    quota(world, cast, count=2)
    quota(world, cast, count=1, document_number=" 77/BTC ")

    assert [(row.count, row.document_number) for row in Quota.objects.all()] == [(1, "77/BTC")]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"document_number": " "}, regulations.DocumentMissing),
        ({"document_on": TODAY + dt.timedelta(days=1)}, regulations.DocumentInFuture),
    ],
)
def test_give_quota_wants_a_document_of_today_at_the_latest(world, cast, changed, refusal):
    with pytest.raises(refusal):
        quota(world, cast, **changed)

    assert not Quota.objects.exists()


@pytest.mark.parametrize(
    ("code", "regime"), [("flag", "R2017"), ("excellent", "R2025"), ("merit_person", "R2025")]
)
def test_give_quota_for_what_the_bloc_proposes_under_the_years_law(world, cast, code, regime):
    with pytest.raises(regulations.KindNotOfYear):
        actions.give_quota(
            world.campaign, kind=kind(code, regime), count=1, by=cast["keeper"], **DOCUMENT
        )


def test_the_law_is_that_of_the_day_on_which_the_dossier_is_received(world, cast):
    """The year is under the law of today; its submission ends under the next one's."""
    world.campaign.opens_on, world.campaign.closes_on = dt.date(2023, 1, 1), dt.date(2023, 12, 31)
    world.campaign.save()
    received_under = lambda: {each.kind.regime.code for each in situation_of(world.campaign).kinds}  # noqa: E731

    assert received_under() == {"R2023"}
    days = {"opens_on": dt.date(2023, 12, 1), "closes_on": dt.date(2023, 12, 31)}
    make.PhaseFactory(campaign=world.campaign, kind=PhaseKind.SUBMISSION, **days)
    assert received_under() == {"R2017"}


# -- attest_criteria -----------------------------------------------------------------------------
def test_attest_criteria_with_grounds(world, cast):
    ranked(world, cast)

    actions.attest_criteria(
        BoardYear(world.campaign, world.board), answers=answers(), grounds=GROUNDS,
        by=cast["secretary"],
    )  # fmt: skip

    row = Attestation.objects.get()
    assert (row.board, row.is_met, row.grounds) == (world.board, True, GROUNDS)
    assert last("attest_criteria") == (
        f"attested criteria of {world.board.short_name} (1): {GROUNDS}"
    )


def test_attest_criteria_again_is_another_answer(world, cast):
    ranked(world, cast)
    part = BoardYear(world.campaign, world.board)
    for is_met in (True, False):
        actions.attest_criteria(
            part, answers=answers(is_met=is_met), grounds=GROUNDS, by=cast["secretary"]
        )

    assert [row.is_met for row in Attestation.objects.all()] == [False]
    found = situation_of(world.campaign).judgements[world.board.pk, kind().pk]
    assert found.verdict == Verdict.FAILED


@pytest.mark.parametrize(
    ("given", "grounds", "refusal"),
    [
        ({}, GROUNDS, regulations.NothingAttested),
        ({-1: True}, GROUNDS, regulations.CriterionNotAsked),
        (None, " ", regulations.GroundsMissing),
    ],
)
def test_attest_criteria_refuses(world, cast, given, grounds, refusal):
    ranked(world, cast)
    given = answers() if given is None else given

    with pytest.raises(refusal):
        actions.attest_criteria(
            BoardYear(world.campaign, world.board), answers=given, grounds=grounds,
            by=cast["secretary"],
        )  # fmt: skip


def test_attest_criteria_comes_after_the_ranking_and_for_ranked_boards(world, cast):
    with pytest.raises(regulations.RankingNotTaken):
        attest(world, cast, world.board)
    ranked(world, cast)
    with pytest.raises(regulations.BoardNotRanked):
        attest(world, cast, make.BoardFactory())


def attest(world, cast, board):
    actions.attest_criteria(
        BoardYear(world.campaign, board), answers=answers(), grounds=GROUNDS, by=cast["secretary"]
    )


# -- grant_waiver, revoke_waiver -----------------------------------------------------------------
def test_grant_waiver_admits_and_stays_visible(world, cast):
    ranked(world, cast)
    quota(world, cast)

    waiver = waived(world, cast)
    actions.nominate_boards(world.campaign, by=cast["secretary"])

    nomination = list_for_ballot(world.campaign, kind())[0]
    assert (nomination.board, nomination.waiver, nomination.waiver.reason) == (
        world.board, waiver, WHY,
    )  # fmt: skip
    assert last("grant_waiver") == (
        f"let {world.board.short_name} be nominated for “Cờ thi đua của Bộ” all the same: {WHY}"
    )


def test_grant_waiver_refuses(world, cast):
    with pytest.raises(regulations.RankingNotTaken):
        waived(world, cast)
    ranked(world, cast)
    with pytest.raises(regulations.WaiverReasonMissing):
        waived(world, cast, reason=" ")
    with pytest.raises(regulations.KindNotOfYear):
        waived(world, cast, code="excellent")
    with pytest.raises(regulations.BoardNotRanked):
        waived(world, cast, make.BoardFactory())
    waived(world, cast)
    with pytest.raises(regulations.WaivedAlready):
        waived(world, cast)
    attested(world, cast, world.deputy)
    with pytest.raises(regulations.WaiverNotNeeded):
        waived(world, cast, world.deputy)


def test_revoke_waiver_once_and_it_may_be_granted_again(world, cast):
    ranked(world, cast)
    quota(world, cast)
    waiver = waived(world, cast)

    actions.revoke_waiver(waiver, by=cast["chief"])

    assert place(world, world.board) == Place.OPEN
    assert (waiver.revoked_by, waiver.reason) == (cast["chief"], WHY)
    assert last("revoke_waiver") == (
        f"took back the exception of {world.board.short_name} for “Cờ thi đua của Bộ”"
    )
    with pytest.raises(regulations.RevokedAlready):
        actions.revoke_waiver(waiver, by=cast["chief"])
    waived(world, cast)
    assert Waiver.objects.count() == 2


# -- nominate_boards -----------------------------------------------------------------------------
def test_nominate_boards_along_the_ranking_within_the_quotas(world, cast):
    ranked(world, cast)
    quota(world, cast, "flag", 1)
    quota(world, cast, "merit", 1)
    attested(world, cast, world.board, world.deputy)

    actions.nominate_boards(world.campaign, by=cast["secretary"])

    assert (names(world), names(world, "merit")) == ([world.board], [world.deputy])
    assert kinds_on_ballot(world.campaign) == [kind("flag"), kind("merit")]
    assert last("nominate_boards") == "made the list of nominations (boards: 2)"


def test_who_shares_the_last_rank_stands_on_the_list_as_tied(world, cast):
    ranked(world, cast, tied=True)
    quota(world, cast, count=2)
    attested(world, cast, world.board, world.deputy, world.chief)

    actions.nominate_boards(world.campaign, by=cast["secretary"])

    rows = list_for_ballot(world.campaign, kind())
    assert [(row.rank, row.is_tied) for row in rows] == [(1, False), (2, True), (2, True)]


def test_nominate_boards_again_drops_whom_it_no_longer_puts_forward(world, cast):
    ranked(world, cast)
    quota(world, cast, count=2)
    attested(world, cast, world.board, world.deputy)
    actions.nominate_boards(world.campaign, by=cast["secretary"])

    quota(world, cast, count=1)
    actions.nominate_boards(world.campaign, by=cast["secretary"])

    assert names(world) == [world.board]
    dropped = Nomination.objects.get(state=NominationState.DROPPED)
    assert dropped.board == world.deputy
    quota(world, cast, count=2)
    actions.nominate_boards(world.campaign, by=cast["secretary"])
    assert names(world) == [world.board, world.deputy]


def test_nominate_boards_refuses(world, cast):
    with pytest.raises(regulations.RankingNotTaken):
        actions.nominate_boards(world.campaign, by=cast["secretary"])
    ranked(world, cast)
    with pytest.raises(regulations.QuotasMissing):
        actions.nominate_boards(world.campaign, by=cast["secretary"])
    quota(world, cast)
    with pytest.raises(regulations.NobodyToNominate):
        actions.nominate_boards(world.campaign, by=cast["secretary"])


# -- what is known of the boards -----------------------------------------------------------------
def test_what_if_stores_nothing(world, cast):
    ranked(world, cast)
    quota(world, cast, count=1)
    attested(world, cast, world.board, world.deputy)
    flag = kind().pk

    assert place(world, world.deputy) == Place.BEYOND
    assert place(world, world.deputy, what_if=WhatIf({flag: 2})) == Place.CHOSEN
    without = WhatIf(left_out=frozenset({world.board.pk}))
    assert place(world, world.deputy, what_if=without) == Place.CHOSEN
    assert place(world, world.board, what_if=without) == Place.LEFT_OUT
    assert place(world, world.deputy) == Place.BEYOND


def test_the_report_is_judged_once_it_was_asked_for(world, cast):
    ranked(world, cast)
    reported = lambda: finding(world, "reported")  # noqa: E731

    assert reported() == Verdict.OPEN
    asked = make.ReportRequestFactory(campaign=world.campaign)
    report = make.ReportFactory(request=asked, board=world.board)
    assert reported() == Verdict.FAILED
    signed = {"submitted_at": clock.now(), "submitted_by": cast["leader"]}
    decided = {"decided_at": clock.now(), "decided_by": cast["chief"]}
    Report.objects.filter(pk=report.pk).update(
        state=ReportState.ACCEPTED, first_submitted_at=clock.now(), **signed, **decided
    )
    assert reported() == Verdict.MET


def test_who_came_within_the_year_was_no_member_all_year(world, cast):
    ranked(world, cast)

    assert finding(world, "all_year") == Verdict.MET
    world.board.seats.update(since=dt.date(make.YEAR, 3, 1))
    assert finding(world, "all_year") == Verdict.FAILED


def finding(world, code):
    row = kind().criteria.get(criterion__code=code)
    found = situation_of(world.campaign).judgements[world.board.pk, kind().pk]
    return next(each.verdict for each in found.findings if each.rule.key == row.criterion_id)
