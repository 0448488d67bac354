"""Conferences: called, changed, called off."""

import datetime as dt
from fractions import Fraction

import pytest
from django.core import mail

from campaigns import merging
from conferences import actions
from conferences.models import ConferenceKind
from conferences.queries import conferences as queries
from conferences.regulations import conferences as regulations
from foundation.jobs import queue
from tests import factories as make
from tests.clock import on
from tests.conferences.called import DAY, called, events, facts, last, past
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")


# -- call_conference -----------------------------------------------------------------------------
def test_call_conference_sets_day_people_and_quorum(world, cast):
    conference = called(world, cast, quorum=Fraction(4, 5), quorum_source="Quy chế, Điều 9")

    conference.refresh_from_db()
    assert str(conference) == f"Mid-year conference of {make.YEAR}"
    assert queries.chairs_of(conference) == [cast["chief"], cast["deputy"]]
    assert conference.quorum_share == Fraction(4, 5)
    assert conference.called_by == cast["secretary"]
    assert last("call_conference") == "called the mid-year conference for 25 Jun 2026"
    assert queries.is_chair(conference, cast["deputy"])
    assert not queries.is_chair(conference, cast["leader"])


def test_without_another_word_two_thirds_must_be_there(world, cast):
    assert called(world, cast).quorum_share == Fraction(2, 3)


def test_the_closing_conference_may_be_held_in_the_next_year(world, cast):
    day = dt.date(make.YEAR + 1, 1, 15)

    assert called(world, cast, kind=ConferenceKind.YEAR_END, held_on=day).held_on == day


@pytest.mark.parametrize("day", [dt.date(make.YEAR - 1, 12, 31), dt.date(make.YEAR + 1, 4, 1)])
def test_call_conference_refuses_a_day_outside_the_year(world, cast, day):
    with pytest.raises(regulations.ConferenceOutsideTheYear):
        called(world, cast, held_on=day)

    assert not world.campaign.conferences.exists()


@pytest.mark.parametrize("kind", [ConferenceKind.MIDYEAR, ConferenceKind.YEAR_END])
def test_call_conference_refuses_a_second_one_of_its_kind(world, cast, kind):
    called(world, cast, kind=kind)

    with pytest.raises(regulations.ConferenceCalledAlready, match="has been called already"):
        called(world, cast, kind=kind)


def test_extraordinary_conferences_are_as_many_as_are_needed(world, cast):
    for _ in range(2):
        called(world, cast, kind=ConferenceKind.EXTRAORDINARY)

    assert world.campaign.conferences.count() == 2


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("host", None, regulations.HostNotInBloc),
        ("chairs", [], regulations.ChairMissing),
        ("chairs", ["outsider"], regulations.ChairNotOfBloc),
        ("chairs", ["chief", "writer"], regulations.ChairNotOfBloc),
        ("secretary", "writer", regulations.SecretaryNotOfChiefsBoard),
        ("quorum", Fraction(0), regulations.NoSuchQuorum),
        ("quorum", Fraction(9, 8), regulations.NoSuchQuorum),
        ("quorum", Fraction(1, 1001), regulations.NoSuchQuorum),
    ],
)
def test_call_conference_refuses_what_cannot_be(world, cast, field, value, refusal):
    if field == "host":
        value = make.BoardFactory()
    elif field == "chairs":
        value = [cast[part] for part in value]

    with pytest.raises(refusal):
        called(world, cast, **{field: cast.get(value, value) if field == "secretary" else value})

    assert not world.campaign.conferences.exists()


# -- change_conference ---------------------------------------------------------------------------
def test_change_conference_moves_it_and_seats_other_chairs(world, cast):
    conference = called(world, cast)
    day = TODAY + 20 * DAY

    actions.change_conference(
        conference, held_on=day, chairs=[cast["deputy"]], quorum=Fraction(1, 2), by=cast["chief"]
    )

    conference.refresh_from_db()
    assert (conference.held_on, conference.place) == (day, "Hội trường tầng 2")
    assert queries.chairs_of(conference) == [cast["deputy"]]
    assert conference.quorum_share == Fraction(1, 2)
    assert last("change_conference") == "changed the mid-year conference, now on 5 Jul 2026"


def test_change_conference_with_the_same_words_changes_nothing(world, cast):
    conference = called(world, cast)

    actions.change_conference(conference, **facts(world, cast), by=cast["chief"])

    assert events("change_conference") == 0


def test_change_conference_refuses_what_calling_refuses(world, cast):
    conference = called(world, cast)

    for changed, refusal in (
        ({"held_on": dt.date(2020, 1, 1)}, regulations.ConferenceOutsideTheYear),
        ({"quorum": Fraction(2)}, regulations.NoSuchQuorum),
        ({"chairs": []}, regulations.ChairMissing),
    ):
        with pytest.raises(refusal):
            actions.change_conference(conference, **changed, by=cast["chief"])

    conference.refresh_from_db()
    assert conference.held_on == TODAY + 10 * DAY


def test_people_who_are_at_its_head_already_may_stay(world, cast):
    conference = called(world, cast)
    for person in ("chief", "secretary"):
        cast[person].posts.update(until=TODAY)

    with on(TODAY + DAY):
        actions.change_conference(conference, place="Hội trường lớn", by=cast["deputy"])
        with pytest.raises(regulations.SecretaryNotOfChiefsBoard):
            actions.change_conference(conference, secretary=cast["writer"], by=cast["deputy"])

    conference.refresh_from_db()
    assert conference.place == "Hội trường lớn"


def test_change_conference_refuses_to_overwrite_what_another_has_saved(world, cast):
    conference = called(world, cast)
    seen = merging.marks(queries.facts_of(conference))
    actions.change_conference(conference, place="Hội trường lớn", by=cast["chief"])

    with pytest.raises(regulations.ConferenceStale):
        actions.change_conference(conference, place="Sân", seen=seen, by=cast["secretary"])

    conference.refresh_from_db()
    assert conference.place == "Hội trường lớn"


def test_what_was_called_off_is_not_changed(world, cast):
    conference = called(world, cast)
    actions.call_off_conference(conference, reason="Bão", by=cast["chief"])

    with pytest.raises(regulations.ConferenceCalledOff):
        actions.change_conference(conference, place="Sân", by=cast["chief"])


# -- call_off_conference -------------------------------------------------------------------------
def test_call_off_conference_tells_the_boards_why(world, cast, django_capture_on_commit_callbacks):
    conference = called(world, cast)

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.call_off_conference(conference, reason=" Bão số 4 ", by=cast["chief"])

    conference.refresh_from_db()
    assert (conference.called_off_by, conference.called_off_why) == (cast["chief"], "Bão số 4")
    told = {letter.to[0] for letter in mail.outbox}
    parts = ("leader", "writer", "secretary", "chief", "deputy")
    assert told == {cast[part].email for part in parts}
    assert "Bão số 4" in mail.outbox[0].body
    assert last("call_off_conference") == "called the conference off: Bão số 4"
    called(world, cast)  # there is room for another one


def test_call_off_conference_is_refused_twice_too_late_and_without_a_reason(world, cast):
    over = past(world, cast)
    coming = called(world, cast, kind=ConferenceKind.EXTRAORDINARY)

    with pytest.raises(regulations.ConferenceOver):
        actions.call_off_conference(over, reason="Bão", by=cast["chief"])
    with pytest.raises(regulations.ReasonMissing):
        actions.call_off_conference(coming, reason=" ", by=cast["chief"])
    actions.call_off_conference(coming, reason="Bão", by=cast["chief"])
    with pytest.raises(regulations.ConferenceCalledOff):
        actions.call_off_conference(coming, reason="Bão", by=cast["chief"])

    assert events("call_off_conference") == 1
