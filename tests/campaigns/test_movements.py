"""Movements: launched, joined, told of, reviewed."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions
from campaigns.models import BoardYear, Launcher, MovementYear, Participation, Stage
from campaigns.queries.movements import movements_of
from campaigns.regulations import movements as regulations
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue
from tests import factories as make
from tests.budget import assert_same_queries
from tests.conftest import TODAY
from tests.foundation.pades.papers import drawn as a_pdf

pytestmark = pytest.mark.usefixtures("today")

DAY = dt.timedelta(days=1)
NAME = "Đồng hành cùng doanh nghiệp"


def launched(world, cast, **changed):
    facts = {
        "launcher": Launcher.MINISTRY,
        "launched_by": "Bộ Tài chính",
        "name": NAME,
        "since": dt.date(make.YEAR, 1, 1),
        "until": dt.date(make.YEAR, 12, 31),
    }
    return actions.launch_movement(world.campaign, **{**facts, **changed}, by=cast["secretary"])


def joined(world, cast, movement=None, board=None):
    return actions.join_movement(
        BoardYear(world.campaign, board or world.board),
        movement=movement or launched(world, cast),
        plan="Đối thoại mỗi quý.",
        by=cast["writer"],
    )


def last(verb):
    return sentence(Event.objects.filter(verb=f"campaigns.{verb}").first())


# -- launch_movement -----------------------------------------------------------------------------
def test_launch_movement_tells_the_boards(world, cast, django_capture_on_commit_callbacks):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        movement = launched(world, cast)

    told = {letter.to[0] for letter in mail.outbox}
    assert told == {
        cast[part].email for part in ("leader", "writer", "secretary", "chief", "deputy")
    }
    assert NAME in mail.outbox[0].subject
    assert last("launch_movement") == f"entered the movement “{NAME}”"
    assert [str(each) for each in movements_of(world.campaign)] == [NAME]
    assert movement.entered_by == cast["secretary"]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"until": dt.date(make.YEAR - 1, 1, 1)}, regulations.MovementReversed),
        (
            {"since": dt.date(make.YEAR + 1, 1, 1), "until": None},
            regulations.MovementOutsideTheYear,
        ),
        (
            {"since": dt.date(2019, 1, 1), "until": dt.date(make.YEAR - 1, 12, 31)},
            regulations.MovementOutsideTheYear,
        ),
    ],
)
def test_launch_movement_refuses_days_that_cannot_be(world, cast, changed, refusal):
    with pytest.raises(refusal):
        launched(world, cast, **changed)


def test_launch_movement_twice_is_refused(world, cast):
    launched(world, cast)

    with pytest.raises(regulations.MovementEntered):
        launched(world, cast, since=dt.date(make.YEAR, 6, 1), until=None)

    assert world.bloc.movements.count() == 1


def test_a_movement_without_an_end_runs_on(world, cast):
    launched(world, cast, since=dt.date(2019, 1, 1), until=None)
    later = make.CampaignFactory(
        bloc=world.bloc, year=make.YEAR + 1, opens_on=dt.date(make.YEAR + 1, 1, 1),
        closes_on=dt.date(make.YEAR + 1, 12, 31),
    )  # fmt: skip

    assert [movements_of(year).count() for year in (world.campaign, later)] == [1, 1]


def test_a_movement_can_never_be_entered_twice(world, cast):
    movement = launched(world, cast)

    movement.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        movement.save(force_insert=True)


# -- change_movement -----------------------------------------------------------------------------
def test_change_movement_keeps_the_plan_without_a_new_one(world, cast):
    movement = launched(
        world, cast, content_of_plan=a_pdf(), media_type="application/pdf", file_name="kh.pdf"
    )

    actions.change_movement(MovementYear(movement, world.campaign), aim="Mới", by=cast["chief"])

    movement.refresh_from_db()
    assert (movement.aim, movement.plan.file_name) == ("Mới", "kh.pdf")
    assert last("change_movement") == f"corrected the movement “{NAME}”"


def test_change_movement_refuses_what_launching_refuses(world, cast):
    movement = launched(world, cast)

    with pytest.raises(regulations.MovementReversed):
        actions.change_movement(
            MovementYear(movement, world.campaign), until=dt.date(2020, 1, 1), by=cast["chief"]
        )

    movement.refresh_from_db()
    assert movement.until == dt.date(make.YEAR, 12, 31)


# -- join_movement -------------------------------------------------------------------------------
def test_join_movement_writes_down_the_plan(world, cast):
    participation = joined(world, cast)

    assert (participation.plan, participation.joined_by) == ("Đối thoại mỗi quý.", cast["writer"])
    assert last("join_movement") == f"joined the movement for {world.board.short_name}"


def test_join_movement_is_refused_twice_for_strangers_and_without_a_plan(world, cast):
    movement = launched(world, cast)
    stranger = make.BoardFactory()

    with pytest.raises(regulations.BoardNotInBloc):
        joined(world, cast, movement, stranger)
    with pytest.raises(regulations.PlanMissing):
        actions.join_movement(
            BoardYear(world.campaign, world.board), movement=movement, plan=" ", by=cast["writer"]
        )
    joined(world, cast, movement)
    with pytest.raises(regulations.JoinedAlready):
        joined(world, cast, movement)

    assert Participation.objects.count() == 1


def test_join_movement_is_refused_when_it_runs_no_more(world, cast):
    movement = launched(world, cast)
    movement.since, movement.until = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
    movement.save()

    with pytest.raises(regulations.MovementOutsideTheYear):
        joined(world, cast, movement)


# -- tell_progress -------------------------------------------------------------------------------
def test_tell_progress_stands_under_the_board(world, cast):
    participation = joined(world, cast)

    told = actions.tell_progress(
        participation, told_on=TODAY, text="Đã gỡ 12 vướng mắc.", is_result=True, by=cast["leader"]
    )

    assert list(participation.progress.all()) == [told]
    assert last("tell_progress") == f"told what {world.board.short_name} has done"
    assert movements_of(world.campaign).get().reported == 1


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (TODAY + DAY, regulations.ProgressToCome),
        (dt.date(make.YEAR - 1, 12, 31), regulations.ProgressBeforeTheMovement),
    ],
)
def test_tell_progress_refuses_days_that_cannot_be(world, cast, day, refusal):
    participation = joined(world, cast)

    with pytest.raises(refusal):
        actions.tell_progress(participation, told_on=day, text="x", by=cast["writer"])


# -- review_movement -----------------------------------------------------------------------------
def test_review_movement_is_entered_once_for_each_stage(world, cast):
    year = MovementYear(launched(world, cast), world.campaign)
    said = {"held_on": TODAY, "text": "Ba đơn vị đã làm tốt.", "by": cast["secretary"]}

    actions.review_movement(year, stage=Stage.MIDWAY, **said)
    with pytest.raises(regulations.ReviewedAlready):
        actions.review_movement(year, stage=Stage.MIDWAY, **said)
    with pytest.raises(regulations.ReviewToCome):
        actions.review_movement(year, stage=Stage.FINAL, **{**said, "held_on": TODAY + DAY})

    assert year.movement.reviews.count() == 1
    assert last("review_movement") == f"entered the midway review of {make.YEAR}"


def test_review_movement_is_refused_when_it_does_not_run(world, cast):
    movement = launched(world, cast)
    movement.since, movement.until = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
    movement.save()

    with pytest.raises(regulations.MovementOutsideTheYear):
        actions.review_movement(
            MovementYear(movement, world.campaign), stage=Stage.FINAL, held_on=TODAY, text="x",
            by=cast["chief"],
        )  # fmt: skip


# -- pages -----------------------------------------------------------------------------------------
def address(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def status(client, person, url):
    client.force_login(person)
    return client.get(url).status_code


def test_a_movement_is_entered_on_its_page(client, world, cast):
    client.force_login(cast["secretary"])
    url = address("launch_movement", world.campaign.pk)
    typed = {
        "launcher": "bloc", "launched_by": "Khối thi đua", "name": NAME, "since": "01/03/2026",
        "until": "01/02/2026", "file": SimpleUploadedFile("kh.pdf", a_pdf()),
    }  # fmt: skip

    refused = client.post(url, typed)
    typed["file"] = SimpleUploadedFile("kh.pdf", a_pdf())
    sent = client.post(url, {**typed, "until": ""})

    assert "until" in refused.context["form"].errors
    assertContains(refused, NAME)
    assertRedirects(sent, address("movements", world.campaign.pk))
    movement = world.bloc.movements.get()
    served = client.get(address("movement_plan", world.campaign.pk, movement.pk))
    assert b"".join(served.streaming_content) == a_pdf()


def test_a_board_joins_and_tells_on_the_page(client, world, cast):
    movement = launched(world, cast)
    client.force_login(cast["writer"])
    page = address("movement", world.campaign.pk, movement.pk)
    join = address("join_movement", world.campaign.pk, movement.pk, world.board.pk)

    assertContains(client.get(page), join)
    assertRedirects(client.post(join, {"plan": "Đối thoại"}), page)
    participation = Participation.objects.get()
    tell = address("tell_progress", participation.pk)
    assertContains(client.get(page), tell)
    upload = SimpleUploadedFile("anh.pdf", a_pdf())
    client.post(tell, {"told_on": "15/06/2026", "text": "Đã làm", "file": upload})

    told = participation.progress.get()
    shown = client.get(page)
    assertContains(shown, "Đã làm")
    assertNotContains(shown, join)
    file = address("progress_file", world.campaign.pk, movement.pk, told.pk)
    assertContains(shown, file)
    assert b"".join(client.get(file).streaming_content) == a_pdf()


def test_reviews_and_corrections_are_made_on_their_pages(client, world, cast):
    movement = launched(world, cast)
    client.force_login(cast["chief"])
    where = [world.campaign.pk, movement.pk]

    client.post(
        address("review_movement", *where),
        {"stage": "midway", "held_on": "10/06/2026", "text": "Bước đầu tốt"},
    )
    change = client.get(address("change_movement", *where)).context["form"].initial
    client.post(
        address("change_movement", *where),
        {**change, "since": "01/01/2026", "until": "", "aim": "Gỡ vướng"},
    )

    page = client.get(address("movement", *where))
    assertContains(page, "Bước đầu tốt")
    assertContains(page, "Gỡ vướng")


def test_who_may_see_and_do_what(client, world, cast):
    participation = joined(world, cast)
    where = [world.campaign.pk, participation.movement_id]

    seen = {
        part
        for part, person in cast.items()
        if status(client, person, address("movement", *where)) == HTTPStatus.OK
    }
    assert seen == set(cast) - {"outsider", "administrator"}
    for name in ("change_movement", "review_movement"):
        assert status(client, cast["leader"], address(name, *where)) == HTTPStatus.FORBIDDEN
    launch = address("launch_movement", world.campaign.pk)
    assert status(client, cast["deputy"], launch) == HTTPStatus.FORBIDDEN
    other = address("join_movement", *where, world.deputy.pk)
    assert status(client, cast["writer"], other) == HTTPStatus.FORBIDDEN
    tell = address("tell_progress", participation.pk)
    assert status(client, cast["deputy"], tell) == HTTPStatus.NOT_FOUND
    assert status(client, cast["outsider"], address("movement", *where)) == HTTPStatus.NOT_FOUND


def test_the_pages_cost_the_same_for_1_3_and_16(client, world, cast):
    movement = launched(world, cast)
    client.force_login(cast["chief"])
    number = iter(range(100))

    def one_more():
        board = make.SeatFactory(bloc=world.bloc).board
        part = joined(world, cast, movement, board)
        actions.tell_progress(part, told_on=TODAY, text="x", by=cast["chief"])
        launched(world, cast, name=f"Phong trào {next(number)}")

    assert_same_queries(client, address("movements", world.campaign.pk), one_more)
    assert_same_queries(client, address("movement", world.campaign.pk, movement.pk), one_more)
