"""What can never be of a conference."""

import pytest
from django.db import IntegrityError, transaction

from conferences.models import Chair, ConferenceKind, DelegateBasis
from foundation import clock
from tests import factories as make

pytestmark = pytest.mark.django_db


def refused(name, act):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


@pytest.mark.parametrize("kind", [ConferenceKind.MIDYEAR, ConferenceKind.YEAR_END])
def test_a_year_is_reviewed_once_and_closed_once(kind):
    first = make.ConferenceFactory(kind=kind)

    refused(
        "a_year_is_reviewed_once_and_closed_once",
        lambda: make.ConferenceFactory(kind=kind, campaign=first.campaign),
    )


def test_one_that_was_called_off_makes_room_and_extraordinary_ones_are_not_counted():
    first = make.ConferenceFactory(
        called_off_at=clock.now(), called_off_by=make.AccountFactory(), called_off_why="Bão"
    )

    make.ConferenceFactory(campaign=first.campaign)
    for _ in range(2):
        make.ConferenceFactory(campaign=first.campaign, kind=ConferenceKind.EXTRAORDINARY)

    assert first.campaign.conferences.count() == 4


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("conference_says_where", {"place": ""}),
        ("quorum_is_a_share_of_all", {"quorum_parts": 4}),
        ("quorum_is_a_share_of_all", {"quorum_parts": 0}),
    ],
)
def test_a_conference_is_whole(name, facts):
    refused(name, lambda: make.ConferenceFactory(**facts))


def test_calling_off_is_signed_and_has_a_reason():
    refused(
        "conference_calling_off_is_signed",
        lambda: make.ConferenceFactory(called_off_at=clock.now(), called_off_why="Bão"),
    )
    refused(
        "conference_is_called_off_with_a_reason",
        lambda: make.ConferenceFactory(
            called_off_at=clock.now(), called_off_by=make.AccountFactory()
        ),
    )


def test_nobody_chairs_twice():
    conference, account = make.ConferenceFactory(), make.AccountFactory()
    Chair.objects.create(conference=conference, account=account, position=1)

    refused(
        "one_chairs_a_conference_once",
        lambda: Chair.objects.create(conference=conference, account=account, position=2),
    )


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("agenda_item_says_something", {"title": ""}),
        ("agenda_item_takes_time", {"minutes": 0}),
        ("agenda_item_removal_is_signed", {"removed_at": clock.now()}),
    ],
)
def test_an_agenda_item_is_whole(name, facts):
    refused(name, lambda: make.AgendaItemFactory(**facts))


def test_a_board_sends_one_delegate_at_a_time():
    first = make.DelegateFactory()
    again = {"conference": first.conference, "board": first.board}

    refused("a_board_sends_one_delegate_at_a_time", lambda: make.DelegateFactory(**again))
    first.ended_at, first.ended_by = clock.now(), first.account
    first.save()
    make.DelegateFactory(**again)

    assert first.conference.delegates.standing().count() == 1


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("delegate_has_a_name", {"name": ""}),
        ("delegate_by_right_has_an_account", {"account": None, "name": "Lê Văn An"}),
        ("delegate_replacement_is_signed", {"ended_at": clock.now()}),
    ],
)
def test_a_delegate_is_whole(name, facts):
    refused(name, lambda: make.DelegateFactory(named_by=make.AccountFactory(), **facts))


def test_somebody_without_an_account_may_be_authorised():
    delegate = make.DelegateFactory(
        account=None, name="Lê Văn An", basis=DelegateBasis.AUTHORISED,
        named_by=make.AccountFactory(),
    )  # fmt: skip

    assert str(delegate) == "Lê Văn An"
