"""Activities: planned, changed, called off, joined, settled, told of, shown."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from campaigns import actions, merging
from campaigns.models import ActivityKind, Attendance, BoardYear, Photo
from campaigns.queries import activities as queries
from campaigns.regulations import activities as regulations
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue
from tests import factories as make
from tests.conftest import TODAY
from tests.furnished_activities import photograph

pytestmark = pytest.mark.usefixtures("today")

DAY = dt.timedelta(days=1)
NAME = "Hội thao Khối thi đua"


def planned(world, cast, **changed):
    facts = {
        "kind": ActivityKind.SPORT, "name": NAME, "since": TODAY + 10 * DAY,
        "until": TODAY + 11 * DAY, "place": "Nhà thi đấu", "host": world.deputy, "about": "",
    }  # fmt: skip
    return actions.plan_activity(world.campaign, **{**facts, **changed}, by=cast["secretary"])


def past(world, cast, **changed):
    return planned(world, cast, since=TODAY - 5 * DAY, until=TODAY - 4 * DAY, **changed)


def answered(world, cast, activity, people=5, board=None):
    who = BoardYear(world.campaign, board or world.board)
    return actions.take_part(who, activity=activity, people=people, by=cast["writer"])


def last(verb):
    return sentence(Event.objects.filter(verb=f"campaigns.{verb}").first())


def events(verb):
    return Event.objects.filter(verb=f"campaigns.{verb}").count()


# -- plan_activity -------------------------------------------------------------------------------
def test_plan_activity_tells_the_boards(world, cast, django_capture_on_commit_callbacks):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        activity = planned(world, cast)

    told = {letter.to[0] for letter in mail.outbox}
    assert told == {
        cast[part].email for part in ("leader", "writer", "secretary", "chief", "deputy")
    }
    assert NAME in mail.outbox[0].subject
    assert last("plan_activity") == f"planned the activity “{NAME}” for 25 Jun 2026"
    assert list(queries.activities_of(world.campaign)) == [activity]
    assert activity.planned_by == cast["secretary"]


def test_plan_activity_tells_nobody_of_what_is_past(
    world, cast, django_capture_on_commit_callbacks
):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        past(world, cast)

    assert mail.outbox == []


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"until": TODAY + 9 * DAY}, regulations.ActivityReversed),
        ({"since": dt.date(make.YEAR - 1, 12, 31)}, regulations.ActivityOutsideTheYear),
        ({"until": dt.date(make.YEAR + 1, 1, 1)}, regulations.ActivityOutsideTheYear),
    ],
)
def test_plan_activity_refuses_days_that_cannot_be(world, cast, changed, refusal):
    with pytest.raises(refusal):
        planned(world, cast, **changed)

    assert not world.campaign.activities.exists()


def test_plan_activity_wants_a_host_of_the_bloc(world, cast):
    with pytest.raises(regulations.HostNotInBloc):
        planned(world, cast, host=make.BoardFactory())


def test_plan_activity_twice_is_refused(world, cast):
    activity = planned(world, cast)

    with pytest.raises(regulations.ActivityPlanned):
        planned(world, cast)
    activity.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        activity.save(force_insert=True)

    assert world.campaign.activities.count() == 1


def test_an_activity_that_was_called_off_may_be_planned_anew(world, cast):
    actions.call_off_activity(planned(world, cast), reason="Bão", by=cast["chief"])

    planned(world, cast)

    assert world.campaign.activities.count() == 2


# -- change_activity -----------------------------------------------------------------------------
def test_change_activity_tells_the_boards_of_another_day(
    world, cast, django_capture_on_commit_callbacks
):
    activity = planned(world, cast)

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.change_activity(activity, about="Bóng bàn", by=cast["chief"])
        assert mail.outbox == []
        actions.change_activity(activity, until=activity.until + DAY, by=cast["chief"])

    activity.refresh_from_db()
    assert (activity.about, activity.until) == ("Bóng bàn", TODAY + 12 * DAY)
    assert len(mail.outbox) == 5
    assert last("change_activity") == f"changed the activity “{NAME}”"


def test_change_activity_with_the_same_words_changes_nothing(world, cast):
    activity = planned(world, cast)

    actions.change_activity(activity, **queries.facts_of(activity), by=cast["chief"])

    assert events("change_activity") == 0


def test_change_activity_refuses_what_planning_refuses(world, cast):
    activity = planned(world, cast)

    with pytest.raises(regulations.ActivityReversed):
        actions.change_activity(activity, until=TODAY, by=cast["chief"])

    activity.refresh_from_db()
    assert activity.until == TODAY + 11 * DAY


def test_change_activity_refuses_to_overwrite_what_another_has_saved(world, cast):
    activity = planned(world, cast)
    seen = merging.marks(queries.facts_of(activity))
    actions.change_activity(activity, place="Sân vận động", seen=seen, by=cast["chief"])

    with pytest.raises(regulations.ActivityStale):
        actions.change_activity(activity, place="Bãi biển", seen=seen, by=cast["secretary"])

    activity.refresh_from_db()
    assert activity.place == "Sân vận động"


def test_change_activity_is_refused_once_called_off(world, cast):
    activity = planned(world, cast)
    actions.call_off_activity(activity, reason="Bão", by=cast["chief"])

    with pytest.raises(regulations.ActivityCalledOff):
        actions.change_activity(activity, place="Bãi biển", by=cast["chief"])


# -- call_off_activity ---------------------------------------------------------------------------
def test_call_off_activity_tells_why(world, cast, django_capture_on_commit_callbacks):
    activity = planned(world, cast)

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.call_off_activity(activity, reason=" Bão số 4 ", by=cast["chief"])

    activity.refresh_from_db()
    assert (activity.called_off_by, activity.called_off_why) == (cast["chief"], "Bão số 4")
    assert "Lý do: Bão số 4" in mail.outbox[0].body
    assert last("call_off_activity") == "called the activity off: Bão số 4"


def test_call_off_activity_is_refused_twice_without_a_reason_and_afterwards(world, cast):
    activity = planned(world, cast)

    with pytest.raises(regulations.ReasonMissing):
        actions.call_off_activity(activity, reason=" ", by=cast["chief"])
    actions.call_off_activity(activity, reason="Bão", by=cast["chief"])
    with pytest.raises(regulations.ActivityCalledOff):
        actions.call_off_activity(activity, reason="Bão", by=cast["chief"])
    with pytest.raises(regulations.ActivityOver):
        actions.call_off_activity(past(world, cast), reason="Bão", by=cast["chief"])

    assert events("call_off_activity") == 1


def test_an_activity_is_never_called_off_without_a_reason(world, cast):
    activity = planned(world, cast)
    activity.called_off_at, activity.called_off_by = activity.planned_at, cast["chief"]

    with pytest.raises(IntegrityError), transaction.atomic():
        activity.save()


# -- take_part -----------------------------------------------------------------------------------
def test_take_part_counts_the_people_and_may_be_changed(world, cast):
    activity = planned(world, cast)

    answered(world, cast, activity, people=5)
    answered(world, cast, activity, people=5)
    answer = answered(world, cast, activity, people=7)

    assert (answer.people, answer.answered_by) == (7, cast["writer"])
    assert events("take_part") == 2
    assert last("take_part") == f"answered for {world.board.short_name}: 7 people come"
    row = queries.activities_of(world.campaign).get()
    assert (row.boards, row.people) == (1, 7)


def test_take_part_with_nobody_says_that_the_board_does_not_come(world, cast):
    activity = planned(world, cast)

    answered(world, cast, activity, people=0)

    assert last("take_part") == f"answered for {world.board.short_name}: it does not come"
    assert queries.activities_of(world.campaign).get().boards == 0


def test_take_part_is_open_until_the_last_day(world, cast):
    today = planned(world, cast, since=TODAY - DAY, until=TODAY)

    answered(world, cast, today)
    with pytest.raises(regulations.ActivityOver):
        answered(world, cast, past(world, cast))


def test_take_part_is_refused_to_strangers_and_with_numbers_that_cannot_be(world, cast):
    activity = planned(world, cast)

    with pytest.raises(regulations.BoardNotInvited):
        answered(world, cast, activity, board=make.BoardFactory())
    for people in (-1, 10_000):
        with pytest.raises(regulations.NoSuchNumber):
            answered(world, cast, activity, people=people)
    actions.call_off_activity(activity, reason="Bão", by=cast["chief"])
    with pytest.raises(regulations.ActivityCalledOff):
        answered(world, cast, activity)

    assert not Attendance.objects.exists()


def test_a_board_can_never_answer_twice(world, cast):
    answer = answered(world, cast, planned(world, cast))

    answer.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        answer.save(force_insert=True)


# -- settle_activity -----------------------------------------------------------------------------
def test_settle_activity_keeps_people_and_shares(world, cast):
    activity = past(world, cast)
    lines = {str(world.board.pk): (4, 1_500_000), str(world.deputy.pk): (9, 1_500_001)}

    actions.settle_activity(activity, lines=lines, by=cast["secretary"])
    actions.settle_activity(activity, lines=lines, by=cast["secretary"])

    assert queries.roll_of(activity) == lines
    assert events("settle_activity") == 1
    assert last("settle_activity") == "settled people and shares of 2 boards: 3000001 đồng in all"
    row = queries.activities_of(world.campaign).get()
    assert (row.boards, row.people, row.cost) == (2, 13, 3_000_001)


def test_settle_activity_refuses_to_overwrite_what_a_board_has_answered(world, cast):
    activity = planned(world, cast)
    seen = merging.marks(queries.roll_of(activity))
    answered(world, cast, activity, people=5)

    with pytest.raises(regulations.ActivityStale):
        actions.settle_activity(
            activity, lines={str(world.board.pk): (3, 0)}, seen=seen, by=cast["chief"]
        )

    assert queries.roll_of(activity) == {str(world.board.pk): (5, 0)}


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ((-1, 0), regulations.NoSuchNumber),
        ((1, -1), regulations.NoSuchShare),
        ((1, 10**12 + 1), regulations.NoSuchShare),
    ],
)
def test_settle_activity_refuses_numbers_that_cannot_be(world, cast, line, refusal):
    activity = planned(world, cast)

    with pytest.raises(refusal):
        actions.settle_activity(activity, lines={str(world.board.pk): line}, by=cast["chief"])

    assert not Attendance.objects.exists()


def test_settle_activity_is_refused_for_strangers_and_once_called_off(world, cast):
    activity = planned(world, cast)

    with pytest.raises(regulations.BoardNotInvited):
        actions.settle_activity(
            activity, lines={str(make.BoardFactory().pk): (1, 0)}, by=cast["chief"]
        )
    actions.call_off_activity(activity, reason="Bão", by=cast["chief"])
    with pytest.raises(regulations.ActivityCalledOff):
        actions.settle_activity(activity, lines={}, by=cast["chief"])


# -- tell_activity -------------------------------------------------------------------------------
def test_tell_activity_is_signed(world, cast):
    activity = past(world, cast)

    actions.tell_activity(activity, outcome=" Trao 5 giải. ", by=cast["deputy"])
    actions.tell_activity(activity, outcome="Trao 5 giải.", by=cast["chief"])

    activity.refresh_from_db()
    assert (activity.outcome, activity.outcome_told_by) == ("Trao 5 giải.", cast["deputy"])
    assert events("tell_activity") == 1
    assert last("tell_activity") == f"told what came of the activity “{NAME}”"


def test_tell_activity_is_refused_too_early_empty_stale_and_once_called_off(world, cast):
    activity = past(world, cast)
    seen = merging.marks(queries.outcome_of(activity))

    with pytest.raises(regulations.ActivityToCome):
        actions.tell_activity(planned(world, cast), outcome="x", by=cast["deputy"])
    with pytest.raises(regulations.OutcomeMissing):
        actions.tell_activity(activity, outcome=" ", by=cast["deputy"])
    actions.tell_activity(activity, outcome="Một", seen=seen, by=cast["deputy"])
    with pytest.raises(regulations.ActivityStale):
        actions.tell_activity(activity, outcome="Hai", seen=seen, by=cast["secretary"])
    away = planned(world, cast, name="Giao lưu")
    actions.call_off_activity(away, reason="Bão", by=cast["chief"])
    with pytest.raises(regulations.ActivityCalledOff):
        actions.tell_activity(away, outcome="x", by=cast["deputy"])

    activity.refresh_from_db()
    assert activity.outcome == "Một"


# -- add_photo, remove_photo ---------------------------------------------------------------------
def photo_of(activity, cast, number=1, caption="Trao giải"):
    return actions.add_photo(
        activity, photograph=photograph(number), caption=caption, by=cast["deputy"]
    )


def test_add_photo_shows_it_and_the_first_one_in_the_list(world, cast):
    activity = past(world, cast)

    first, second = photo_of(activity, cast), photo_of(activity, cast, 2, "Khai mạc")

    assert list(queries.photos_of(activity)) == [first, second]
    row = queries.activities_of(world.campaign).get()
    assert (row.cover, row.cover_caption) == (first.pk, "Trao giải")
    assert first.picture.file_name == f"hoat-dong-{activity.pk}.jpg"
    assert last("add_photo") == "added a photo: Khai mạc"


def test_add_photo_is_refused_without_a_caption_twice_and_without_room(world, cast, monkeypatch):
    activity = past(world, cast)

    with pytest.raises(regulations.CaptionMissing):
        photo_of(activity, cast, caption=" ")
    photo_of(activity, cast)
    with pytest.raises(regulations.PhotoThere):
        photo_of(activity, cast)
    monkeypatch.setattr(regulations, "MOST_PHOTOS", 1)
    with pytest.raises(regulations.TooManyPhotos):
        photo_of(activity, cast, 2)
    away = planned(world, cast, name="Giao lưu")
    actions.call_off_activity(away, reason="Bão", by=cast["chief"])
    with pytest.raises(regulations.ActivityCalledOff):
        photo_of(away, cast)

    assert Photo.objects.count() == 1


def test_remove_photo_takes_it_out_of_sight_and_keeps_it(world, cast):
    activity = past(world, cast)
    photo = photo_of(activity, cast)

    actions.remove_photo(photo, by=cast["secretary"])
    actions.remove_photo(photo, by=cast["chief"])

    photo.refresh_from_db()
    assert photo.removed_by == cast["secretary"]
    assert list(queries.photos_of(activity)) == []
    assert queries.activities_of(world.campaign).get().cover is None
    assert events("remove_photo") == 1
    assert last("remove_photo") == "removed the photo “Trao giải”"
    photo_of(activity, cast)  # the same may come back


# -- what reports draw ---------------------------------------------------------------------------
def test_reports_draw_nothing_that_was_called_off(world, cast):
    away = planned(world, cast, since=TODAY, until=TODAY)
    actions.call_off_activity(away, reason="Bão", by=cast["chief"])

    assert list(queries.held_in(world.campaign)) == []
    assert list(queries.activities_of(world.campaign)) == [away]
