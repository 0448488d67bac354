"""What the roll and the box hold, and what nobody can do to them."""

import itertools
import json

import pytest
from cryptography.exceptions import InvalidTag
from django.db import ProgrammingError, connection, transaction

from foundation.ballots import keys
from foundation.ballots.booth import (
    AnsweredAlready,
    BoxClosed,
    NotOnTheRoll,
    apart,
    cast,
    open_box,
)
from foundation.ballots.count import burn, destroy_spent_keys, open_papers
from foundation.ballots.models import Ballot, BallotState, Elector, Paper, SealedPaper
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

SEATS = ("a", "b", "c")
pytestmark = pytest.mark.django_db


@pytest.fixture
def box():
    return open_box({"ask": "1 to 5"}, SEATS, paper_size=256)


def whole(papers):
    return papers


def contents(written):
    return sorted(paper.content["mark"] for paper in written)


def held():
    """Check now what is checked at the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_cast_paper_is_struck_off_and_sealed(box):
    cast(box, "b", {"mark": 4})

    held()
    assert list(box.roll.filter(has_voted=True).values_list("seat", flat=True)) == ["b"]
    assert b"mark" not in bytes(box.box.get().sealed)


def test_all_papers_are_of_one_length(box):
    cast(box, "a", {"mark": 1})
    cast(box, "b", {"mark": 5, "text": "Chỉ đạo sát sao, kịp thời"})

    assert len({len(bytes(each.sealed)) for each in box.box.all()}) == 1


def test_a_paper_that_does_not_fit_is_a_mistake_of_the_form(box):
    with pytest.raises(AssertionError):
        cast(box, "a", {"text": "x" * 300})


def test_a_seat_answers_once(box):
    cast(box, "a", {"mark": 4})

    with pytest.raises(AnsweredAlready):
        cast(box, "a", {"mark": 1})

    assert box.box.count() == 1


def test_whoever_is_not_on_the_roll_gets_no_paper(box):
    with pytest.raises(NotOnTheRoll):
        cast(box, "z", {"mark": 4})

    assert not box.box.exists()


def test_the_count_gives_what_was_written_and_destroys_the_rest(
    box, django_capture_on_commit_callbacks
):
    for seat, mark in zip(SEATS, (3, 5, 3), strict=True):
        cast(box, seat, {"mark": mark})

    with django_capture_on_commit_callbacks(execute=True):
        written = open_papers(box, whole)

    box.refresh_from_db()
    assert contents(written) == contents(Paper.objects.filter(ballot=box)) == [3, 3, 5]
    assert box.state == BallotState.COUNTED
    assert bytes(box.wrapped_key) == b""
    assert not box.box.exists()
    assert not keys.place_of(box.pk).exists()


def test_what_is_kept_is_what_the_room_says(box):
    cast(box, "a", {"mark": 2, "text": "thô"})

    open_papers(box, lambda papers: [{"mark": paper["mark"]} for paper in papers])

    assert Paper.objects.get().content == {"mark": 2}


def test_a_box_is_counted_once(box):
    open_papers(box, whole)

    with pytest.raises(BoxClosed):
        open_papers(box, whole)
    with pytest.raises(BoxClosed):
        cast(box, "a", {"mark": 4})
    with pytest.raises(BoxClosed):
        burn(box)


def test_a_burnt_box_was_never_read(box, django_capture_on_commit_callbacks):
    cast(box, "a", {"mark": 4})

    with django_capture_on_commit_callbacks(execute=True):
        burn(box)

    box.refresh_from_db()
    assert box.state == BallotState.VOID
    assert not SealedPaper.objects.exists()
    assert not Paper.objects.exists()
    assert not keys.place_of(box.pk).exists()


@pytest.mark.parametrize("left", [None, b"", b"x" * 44, b"A" * 43 + b"="])
def test_without_its_key_nothing_is_opened_and_nothing_lost(box, left):
    cast(box, "a", {"mark": 4})
    keys.place_of(box.pk).unlink()
    if left is not None:
        keys.place_of(box.pk).write_bytes(left)

    with pytest.raises(keys.KeyLost):
        open_papers(box, whole)

    box.refresh_from_db()
    assert box.state == BallotState.OPEN
    assert box.box.count() == 1


def test_the_key_file_is_for_the_program_alone(box):
    assert keys.place_of(box.pk).stat().st_mode & 0o777 == 0o600


def test_neither_the_database_nor_the_file_alone_opens_a_paper(box):
    cast(box, "a", {"mark": 4})
    outside = keys.place_of(box.pk).read_bytes()
    other = open_box({}, SEATS, paper_size=256)

    assert bytes(box.wrapped_key) != outside
    with pytest.raises(InvalidTag):
        keys.unseal(box.box.get().sealed, box.pk, keys.private_half(other.pk, other.wrapped_key))


def test_a_paper_counts_only_in_its_own_ballot(box):
    sealed = keys.seal(json.dumps({"mark": 4}).encode(), box.pk, box.public_key)
    other = open_box({}, SEATS, paper_size=256)

    with pytest.raises(InvalidTag):
        keys.unseal(sealed, other.pk, keys.private_half(box.pk, box.wrapped_key))


def test_keys_left_over_are_destroyed_and_those_of_open_boxes_stay(box):
    other = open_box({}, SEATS, paper_size=256)
    open_papers(box, whole)  # and the program dies before the file is gone

    destroy_spent_keys()

    assert not keys.place_of(box.pk).exists()
    assert keys.place_of(other.pk).exists()


# -- what not even the program's own role can do -------------------------------------


def as_app(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app")
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ballots_ballot SET asks = '{}'",
        "UPDATE ballots_ballot SET public_key = 'x'",
        "UPDATE ballots_ballot SET wrapped_key = ''",
        "UPDATE ballots_ballot SET paper_size = 1000",
        "UPDATE ballots_ballot SET opened_at = now() - interval '1 day'",
        "UPDATE ballots_ballot SET state = 'counted'",
        "UPDATE ballots_ballot SET state = 'prepared'",
        "DELETE FROM ballots_ballot",
        "UPDATE ballots_elector SET has_voted = false WHERE seat = 'a'",
        "UPDATE ballots_elector SET has_voted = true WHERE seat = 'b'",
        "UPDATE ballots_elector SET seat = 'z' WHERE seat = 'b'",
        "UPDATE ballots_elector SET id = gen_random_uuid() WHERE seat = 'b'",
        "DELETE FROM ballots_elector WHERE seat = 'b'",
        (
            "INSERT INTO ballots_elector (id, ballot_id, seat, has_voted) "
            "SELECT gen_random_uuid(), id, 'z', false FROM ballots_ballot"
        ),
        "UPDATE ballots_sealedpaper SET sealed = 'x'",
        "DELETE FROM ballots_sealedpaper",
        (
            "INSERT INTO ballots_sealedpaper (id, ballot_id, sealed) "
            "SELECT gen_random_uuid(), id, 'x' FROM ballots_ballot"
        ),
        (
            "INSERT INTO ballots_paper (id, ballot_id, content) "
            "SELECT gen_random_uuid(), id, '{}' FROM ballots_ballot"
        ),
    ],
)
def test_the_programs_own_role_cannot_tamper_with_an_open_box(box, sql):
    cast(box, "a", {"mark": 4})

    with pytest.raises(ProgrammingError, match="at RAISE"):
        as_app(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ballots_paper SET content = '{}'",
        "DELETE FROM ballots_paper",
        (
            "INSERT INTO ballots_paper (id, ballot_id, content) "
            "SELECT gen_random_uuid(), id, '{}' FROM ballots_ballot"
        ),
        (
            "INSERT INTO ballots_sealedpaper (id, ballot_id, sealed) "
            "SELECT gen_random_uuid(), id, 'x' FROM ballots_ballot"
        ),
        "UPDATE ballots_ballot SET state = 'open'",
        "UPDATE ballots_elector SET has_voted = true WHERE seat = 'b'",
    ],
)
def test_the_programs_own_role_cannot_change_what_was_counted(box, sql):
    cast(box, "a", {"mark": 4})
    open_papers(box, whole)

    with pytest.raises(ProgrammingError, match="at RAISE"):
        as_app(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "TRUNCATE ballots_sealedpaper",
        "ALTER TABLE ballots_elector DISABLE TRIGGER ALL",
        "ALTER TABLE ballots_ballot DISABLE TRIGGER ALL",
        "SET session_replication_role = 'replica'",
    ],
)
def test_the_programs_own_role_cannot_switch_that_off(box, sql):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        as_app(sql)


def test_the_programs_own_role_may_cast_and_count(box):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app")
        cast(box, "a", {"mark": 4})
        held()
        open_papers(box, whole)

    assert contents(Paper.objects.all()) == [4]


# -- nothing leads from one to the other ---------------------------------------------


def test_nothing_is_stored_beside_the_vote_but_a_stroke_and_a_sealed_paper():
    """Columns that could tell who, when or in which order: there are none."""

    def columns(model):
        return {(field.name, field.get_internal_type()) for field in model._meta.concrete_fields}

    assert columns(Elector) == {
        ("id", "UUIDField"), ("ballot", "ForeignKey"), ("seat", "CharField"),
        ("has_voted", "BooleanField"), ("way", "CharField"),
    }  # fmt: skip
    assert columns(SealedPaper) == {
        ("id", "UUIDField"), ("ballot", "ForeignKey"), ("sealed", "BinaryField"),
    }  # fmt: skip
    assert columns(Paper) == {
        ("id", "UUIDField"), ("ballot", "ForeignKey"), ("content", "JSONField"),
    }  # fmt: skip
    assert not any(hasattr(model, "pgh_event_models") for model in (Elector, SealedPaper, Paper))


def test_no_statement_holds_what_was_written_nor_the_sealed_paper(box):
    said = []

    def listen(execute, sql, params, many, context):
        said.append(f"{sql} {params}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        cast(box, "a", {"mark": 4, "text": "Chỉ đạo sát sao"})

    words = " ".join(said)
    assert "sát sao" not in words
    assert "ballots_sealedpaper" not in words
    assert not any("has_voted" in each and "UPDATE" in each for each in said)


def test_values_travel_apart_from_the_statement(box):
    """The server's own view of what runs shows places for values, not values."""
    apart(
        "UPDATE ballots_ballot SET opened_at = opened_at "
        "WHERE id = %s AND (SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()) "
        "LIKE %s",
        box.pk,
        f"%{box.pk}%",
    )
    touched = apart(
        "UPDATE ballots_ballot SET opened_at = opened_at "
        "WHERE id = %s AND (SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()) "
        "LIKE %s",
        box.pk,
        "%WHERE id = $1%",
    )
    assert touched == 1


@pytest.mark.usefixtures("committed")
def test_after_the_count_no_order_tells_who_wrote_what():
    """All orders of the same voters leave the same roll and papers, in the same places."""
    dumps = {dump(order) for order in itertools.permutations(SEATS)}

    assert len(dumps) == 1


def dump(order):
    """What stands in the tables after these voters came in that order, keys masked."""
    marks = {"a": 1, "b": 5, "c": 5}
    box = open_box({"ask": "1 to 5"}, SEATS, paper_size=256)
    for seat in order:
        cast(box, seat, {"mark": marks[seat]})
    open_papers(box, whole)
    with connection.cursor() as cursor:
        roll = "SELECT seat, has_voted FROM ballots_elector WHERE ballot_id = %s ORDER BY seat"
        cursor.execute(roll, [box.pk])
        lines = tuple(cursor.fetchall())
        papers = "SELECT content::text FROM ballots_paper WHERE ballot_id = %s ORDER BY 1"
        cursor.execute(papers, [box.pk])
        found = tuple(cursor.fetchall())
        together = (
            "SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM ballots_elector "
            "WHERE ballot_id = %s UNION ALL SELECT xmin FROM ballots_paper WHERE ballot_id = %s) t"
        )
        cursor.execute(together, [box.pk, box.pk])
        transactions = cursor.fetchone()[0]
    return lines, found, transactions


@pytest.mark.usefixtures("committed")
def test_the_rows_of_the_roll_stand_by_seat_not_by_who_came_first():
    """ctid: where a row lies. The table begins empty: places that others left are taken again."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE ballots_ballot CASCADE")
    places = set()
    for order in itertools.permutations(SEATS):
        box = open_box({}, SEATS, paper_size=256)
        for seat in order:
            cast(box, seat, {"mark": 1})
        open_papers(box, whole)
        with connection.cursor() as cursor:
            rows = "SELECT seat FROM ballots_elector WHERE ballot_id = %s ORDER BY ctid"
            cursor.execute(rows, [box.pk])
            places.add(tuple(seat for (seat,) in cursor.fetchall()))

    assert places == {SEATS}


@pytest.mark.usefixtures("committed")
def test_the_order_of_the_papers_is_chance():
    """Out of the box they come in another order than they went in, sooner or later."""
    orders = set()
    for _round in range(12):
        box = open_box({}, SEATS, paper_size=256)
        for mark, seat in enumerate(SEATS):
            cast(box, seat, {"mark": mark})
        open_papers(box, whole)
        with connection.cursor() as cursor:
            rows = "SELECT content->>'mark' FROM ballots_paper WHERE ballot_id = %s ORDER BY ctid"
            cursor.execute(rows, [box.pk])
            orders.add(tuple(mark for (mark,) in cursor.fetchall()))

    assert len(orders) > 1


def test_a_ballot_says_only_its_key(box):
    assert str(box) == str(box.pk)
    assert str(box.roll.get(seat="a")) == "a"
    assert Ballot.objects.get() == box
