"""The list of nominations is put to the vote of a conference."""

from fractions import Fraction

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

import conferences.actions
from awards import actions
from awards.models import AwardBallot
from awards.regulations import nominations as regulations
from conferences.models import BallotStage, ConferenceBallot, ConferenceKind, Purpose, VoteKind
from foundation import clock
from tests.awards.proposed import kind, last, nominated, quota
from tests.conferences.called import called, past

pytestmark = pytest.mark.usefixtures("today")


def put(world, cast, conference, code="flag"):
    return actions.put_to_vote(
        world.campaign, kind=kind(code), conference=conference, by=cast["secretary"]
    )


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


def test_put_to_vote_prepares_the_ballot_by_threshold_and_quota(world, cast):
    nominated(world, cast, count=2)

    ballot = put(world, cast, called(world, cast)).ballot

    assert [each.board for each in ballot.options.all()] == [world.board, world.deputy]
    assert (ballot.purpose, ballot.kind, ballot.places) == (Purpose.PROPOSAL, VoteKind.AGREE, 2)
    assert (ballot.share, ballot.is_strict, ballot.share_of) == (Fraction(4, 5), False, "all")
    assert (ballot.title, ballot.source) == (
        f"Đề nghị tặng Cờ thi đua của Bộ năm {world.campaign.year}",
        "Quy chế của khối; chưa đối chiếu văn bản",
    )
    assert last("put_to_vote") == ("put the list for “Cờ thi đua của Bộ” to the vote (boards: 2)")


def test_a_void_ballot_that_is_held_anew_still_stands(world, cast):
    nominated(world, cast)
    meeting = called(world, cast)
    ballot = put(world, cast, meeting).ballot

    conferences.actions.void_ballot(ballot, reason="In sai", by=cast["chief"])
    again = conferences.actions.repeat_ballot(ballot, by=cast["secretary"])
    with pytest.raises(regulations.PutToVoteAlready):
        put(world, cast, meeting)

    conferences.actions.void_ballot(again, reason="In sai nữa", by=cast["chief"])
    put(world, cast, meeting)


def test_put_to_vote_refuses(world, cast):
    meeting, before = called(world, cast), past(world, cast, kind=ConferenceKind.EXTRAORDINARY)

    with pytest.raises(regulations.NobodyNominated):
        put(world, cast, meeting)
    nominated(world, cast)
    with pytest.raises(regulations.NotOfThisYear):
        put(world, cast, before)
    put(world, cast, meeting)
    with pytest.raises(regulations.PutToVoteAlready):
        put(world, cast, meeting)
    with pytest.raises(regulations.PutToVoteAlready):
        actions.nominate_boards(world.campaign, by=cast["secretary"])
    with pytest.raises(regulations.PutToVoteAlready):
        quota(world, cast, count=2)


def test_what_is_void_may_be_put_to_the_vote_again(world, cast):
    nominated(world, cast)
    meeting = called(world, cast)
    first = put(world, cast, meeting)
    void(first.ballot, cast["chief"])

    actions.nominate_boards(world.campaign, by=cast["secretary"])
    put(world, cast, meeting)

    assert AwardBallot.objects.count() == 2


def void(ballot, by):
    ConferenceBallot.objects.filter(pk=ballot.pk).update(
        state=BallotStage.VOID, voided_at=clock.now(), voided_by=by, void_reason="Sai tên"
    )


def declare(ballot, by, *passed):
    """As the count leaves it."""
    lines = [
        {"option": each.key, "has_passed": each.board in passed} for each in ballot.options.all()
    ]
    ConferenceBallot.objects.filter(pk=ballot.pk).update(is_secret=False)
    now = clock.now()
    ConferenceBallot.objects.filter(pk=ballot.pk).update(
        state=BallotStage.DECLARED, outcome={"lines": lines}, closed_at=now, counted_at=now,
        declared_at=now, declared_by=by, present=3, issued=3,
    )  # fmt: skip


def test_whom_the_conference_proposes_is_said_once_it_is_declared(client, world, cast):
    nominated(world, cast, count=2)
    ballot = put(world, cast, called(world, cast)).ballot
    client.force_login(cast["reviewer"])
    page = url("nominations", world.campaign.pk)

    assertNotContains(client.get(page), "proposed by the conference")
    declare(ballot, cast["chief"], world.board)
    assertContains(client.get(page), "proposed by the conference", count=1)


def test_put_to_vote_by_the_form(client, world, cast):
    nominated(world, cast)
    page = url("put_to_vote", world.campaign.pk, kind().pk)
    client.force_login(cast["secretary"])

    assertContains(client.get(page), "No conference to come")
    meeting = called(world, cast)
    assertContains(client.get(page), "4/5")
    assertContains(client.post(page, {"conference": ""}), "is-invalid")
    assertRedirects(
        client.post(page, {"conference": meeting.pk}), url("nominations", world.campaign.pk)
    )
    ballot = AwardBallot.objects.get().ballot
    assertContains(client.get(url("nominations", world.campaign.pk)), ballot.get_absolute_url())
    assertContains(client.post(page, {"conference": meeting.pk}), "has been put to the vote")


@pytest.mark.parametrize(("part", "code"), [("outsider", 404), ("leader", 403), ("keeper", 403)])
def test_put_to_vote_is_for_chief_and_secretary(client, world, cast, part, code):
    nominated(world, cast)
    meeting = called(world, cast)
    client.force_login(cast[part])

    answer = client.post(
        url("put_to_vote", world.campaign.pk, kind().pk), {"conference": meeting.pk}
    )

    assert answer.status_code == code
    assert not AwardBallot.objects.exists()
