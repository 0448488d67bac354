"""Whom the bloc proposes is taken over from the ballots."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from awards import actions
from awards.models import Attestation, NotProposed, Proposal
from awards.regulations import proposals as regulations
from awards.regulations.nominations import ProposalsTakenAlready
from tests.awards.proposed import kind, last, nominated, waived
from tests.awards.voted import declare, followed, nominated_for, put
from tests.budget import MOST_QUERIES, queries_of

pytestmark = pytest.mark.usefixtures("today")


def take(world, cast):
    actions.take_proposals(world.campaign, by=cast["secretary"])


def found():
    proposed = {(each.kind.code, each.board): each.place for each in Proposal.objects.all()}
    failed = {(each.kind.code, each.board): each.reason for each in NotProposed.objects.all()}
    return proposed, failed


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


def test_take_proposals_keeps_who_has_passed_and_who_has_not(world, cast):
    nominated(world, cast, count=2)
    declare(put(world, cast), cast["chief"], {world.board: 2, world.deputy: 3},
            passed=[world.deputy])  # fmt: skip

    take(world, cast)

    assert found() == ({("flag", world.deputy): 1}, {("flag", world.board): "few"})
    kept = Proposal.objects.get()
    assert (kept.agree, kept.needed, kept.members, kept.quota) == (3, 3, 3, 2)
    assert kept.nomination.rank == 2
    assert last("take_proposals") == (
        "took over the proposals of the ballots (proposed: 1, not: 1)"
    )


def test_take_proposals_refuses(world, cast):
    nominated(world, cast, count=2)
    with pytest.raises(regulations.NothingVotedOn):
        take(world, cast)
    ballot = put(world, cast)
    with pytest.raises(regulations.BallotNotDeclared):
        take(world, cast)
    declare(ballot, cast["chief"], {world.board: 3, world.deputy: 1}, passed=[world.board])
    take(world, cast)
    with pytest.raises(ProposalsTakenAlready):
        take(world, cast)
    with pytest.raises(ProposalsTakenAlready):
        put(world, cast, "merit", ballot.conference)


def test_a_second_round_decides_between_the_tied(world, cast):
    nominated_for(world, cast, merit=2)
    boards = {world.board: 3, world.deputy: 3, world.chief: 3}
    first = put(world, cast, "merit")
    every = {each.board: boards[each.board] for each in first.options.all()}
    declare(first, cast["chief"], every, tied=list(every))
    second = followed(first, cast["secretary"], world.board, world.deputy)
    with pytest.raises(regulations.BallotNotDeclared):
        take(world, cast)
    declare(second, cast["chief"], {world.board: 1, world.deputy: 3}, passed=[world.deputy])

    take(world, cast)

    assert found() == ({("merit", world.deputy): 1}, {("merit", world.board): "few"})
    assert Proposal.objects.get().ballot == second


def test_who_is_tied_and_not_voted_on_again_is_not_proposed(world, cast):
    nominated(world, cast, count=2)
    declare(put(world, cast), cast["chief"], {world.board: 3, world.deputy: 3},
            tied=[world.board, world.deputy])  # fmt: skip

    take(world, cast)

    assert found() == ({}, {("flag", world.board): "tied", ("flag", world.deputy): "tied"})


def test_a_ballot_without_quorum_proposes_nobody(world, cast):
    nominated(world, cast)
    declare(put(world, cast), cast["chief"], {world.board: 3}, is_quorate=False)

    take(world, cast)

    assert found() == ({}, {("flag", world.board): "few"})


def test_a_board_that_was_slipped_into_the_ballot_is_not_proposed(world, cast):
    nominated(world, cast)
    ballot = put(world, cast)
    ballot.options.create(position=2, text="Khác", board=world.chief)
    declare(ballot, cast["chief"], {world.board: 3, world.chief: 3},
            passed=[world.board, world.chief])  # fmt: skip

    take(world, cast)

    assert found() == ({("flag", world.board): 1}, {("flag", world.chief): "unlisted"})


def test_who_failed_a_criterion_since_is_not_proposed(world, cast):
    nominated(world, cast)
    ballot = put(world, cast)
    declare(ballot, cast["chief"], {world.board: 3}, passed=[world.board])
    Attestation.objects.filter(board=world.board).update(is_met=False)

    take(world, cast)

    assert found() == ({}, {("flag", world.board): "ineligible"})


def test_who_failed_a_criterion_since_is_proposed_by_a_visible_exception(world, cast):
    nominated(world, cast)
    declare(put(world, cast), cast["chief"], {world.board: 3}, passed=[world.board])
    Attestation.objects.filter(board=world.board).update(is_met=False)
    waived(world, cast)

    take(world, cast)

    assert found() == ({("flag", world.board): 1}, {})


def test_the_database_keeps_them_within_the_quota_and_for_good(world, cast):
    nominated(world, cast)
    declare(put(world, cast), cast["chief"], {world.board: 3}, passed=[world.board])
    take(world, cast)
    kept = Proposal.objects.get()

    with pytest.raises(DatabaseError, match="proposals_stay"), transaction.atomic():
        Proposal.objects.update(place=2)
    with pytest.raises(DatabaseError, match="proposals_stay"), transaction.atomic():
        kept.delete()
    facts = {name: getattr(kept, name) for name in (
        "campaign", "kind", "ballot", "agree", "needed", "members", "quota", "taken_by"
    )}  # fmt: skip
    with pytest.raises(IntegrityError, match="no_more_than_the_quota"), transaction.atomic():
        Proposal.objects.create(
            **facts, place=2, board=world.deputy, nomination=nomination_of(world)
        )


def nomination_of(world):
    return world.campaign.nominations.create(
        kind=kind(),
        board=world.deputy,
        position=2,
        made_by=world.campaign.nominations.get().made_by,
    )


def test_the_page_before_and_after(client, world, cast):
    nominated(world, cast, count=2)
    page = url("proposals", world.campaign.pk)
    client.force_login(cast["secretary"])

    assertContains(client.get(page), "No list of nominations has been voted on yet.")
    ballot = put(world, cast)
    assertContains(client.get(page), "has not been declared yet")
    declare(ballot, cast["chief"], {world.board: 2, world.deputy: 3}, passed=[world.deputy])
    answer = client.get(page)
    assertContains(answer, "would be proposed", count=1)
    assertContains(answer, "too few votes", count=1)
    client.force_login(cast["leader"])
    assertContains(client.get(page), "Nobody is proposed yet")
    client.force_login(cast["secretary"])
    assertRedirects(client.post(url("take_proposals", world.campaign.pk)), page)

    client.force_login(cast["reviewer"])
    answer = client.get(page)
    assertNotContains(answer, "would be proposed")
    assertNotContains(answer, "Take over the proposals")
    assertContains(answer, "3/3")
    assertContains(answer, "100 % of all members; needed: 3")
    assertContains(answer, "1 proposed, quota 2")
    client.force_login(cast["secretary"])
    assertContains(client.post(url("take_proposals", world.campaign.pk), follow=True), "they stay")


@pytest.mark.parametrize(("part", "code"), [("outsider", 404), ("leader", 403), ("keeper", 403)])
def test_take_proposals_is_for_chief_and_secretary(client, world, cast, part, code):
    nominated(world, cast)
    declare(put(world, cast), cast["chief"], {world.board: 3}, passed=[world.board])
    client.force_login(cast[part])

    assert client.post(url("take_proposals", world.campaign.pk)).status_code == code
    assert not Proposal.objects.exists()


def test_neither_page_asks_too_much(client, world, cast):
    nominated_for(world, cast, merit=3)
    ballot = put(world, cast, "merit")
    boards = [each.board for each in ballot.options.all()]
    declare(ballot, cast["chief"], dict.fromkeys(boards, 3), passed=boards[:2], tied=boards[2:])
    client.force_login(cast["secretary"])
    page = url("proposals", world.campaign.pk)

    before = queries_of(client, page)
    take(world, cast)

    assert len(boards) == 3
    assert max(before, queries_of(client, page)) <= MOST_QUERIES
