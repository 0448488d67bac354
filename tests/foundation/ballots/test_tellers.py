"""The key of a ballot in parts: two tellers open the box, one alone opens nothing."""

import pytest
from django.db import ProgrammingError, connection, transaction

from foundation.ballots import keys, tellers
from foundation.ballots.booth import (
    AnsweredAlready,
    BoxClosed,
    HasPaper,
    NotOnTheRoll,
    cast,
    close,
    fingerprint,
    freeze,
    give_paper,
    open_frozen,
)
from foundation.ballots.count import (
    HandCountsDiffer,
    agreed_by_hand,
    burn,
    enter_by_hand,
    open_papers,
)
from foundation.ballots.models import BallotState, HandCount, KeyPart, Paper, Way
from foundation.states import IllegalMove

SEATS = ("a", "b", "c")
PHRASES = {"t1": "hoa sen trắng", "t2": "núi Ngũ Hành", "t3": "cầu Rồng phun lửa"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """A pass-phrase is worth a tenth of a second; in tests a thousandth will do."""
    monkeypatch.setattr(tellers, "COST", 2**4)


@pytest.fixture
def holders(_quick):
    return {name: tellers.make_holder(name, phrase) for name, phrase in PHRASES.items()}


@pytest.fixture
def frozen(holders):
    return freeze({"title": "Cờ thi đua"}, SEATS, holders.values(), paper_size=128)


@pytest.fixture
def opened(frozen):
    open_frozen(frozen)
    return frozen


@pytest.fixture
def closed(opened):
    cast(opened, "a", {"marks": {"1": "for"}})
    cast(opened, "b", {"marks": {"1": "against"}})
    close(opened)
    return opened


def turn(ballot, name, phrase=None):
    return tellers.turn(ballot.parts.get(holder__holder=name), phrase or PHRASES[name])


def whole(papers):
    return papers


def held():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("two", [("t1", "t2"), ("t3", "t1"), ("t2", "t3")])
def test_any_two_tellers_open_the_box(closed, two, django_capture_on_commit_callbacks):
    assert turn(closed, two[0]) is None
    private = turn(closed, two[1])
    assert private

    with django_capture_on_commit_callbacks(execute=True):
        open_papers(closed, whole, private)

    marks = [paper.content["marks"]["1"] for paper in Paper.objects.filter(ballot=closed)]
    assert sorted(marks) == ["against", "for"]
    assert not KeyPart.objects.exists()
    assert not keys.place_of(closed.pk).exists()
    held()


def test_one_part_twice_is_one_part(closed):
    turn(closed, "t1")

    with pytest.raises(tellers.PartGiven):
        turn(closed, "t1")


def test_a_pass_phrase_that_is_wrong_gives_nothing(closed):
    with pytest.raises(tellers.PassphraseWrong):
        turn(closed, "t1", "hoa sen hồng")

    assert not closed.parts.exclude(turned=b"").exists()


def test_the_same_words_typed_in_another_way_are_the_same(closed):
    """A telephone may send letters and marks apart; spaces around are nobody's pass-phrase."""
    import unicodedata

    typed = " " + unicodedata.normalize("NFD", PHRASES["t2"]) + " "

    assert turn(closed, "t2", typed) is None
    assert closed.parts.exclude(turned=b"").count() == 1


def test_a_short_pass_phrase_is_refused(db):
    with pytest.raises(tellers.PassphraseShort):
        tellers.make_holder("t9", " 1234567 ")


def test_parts_are_given_after_the_close(opened):
    with pytest.raises(tellers.NotBeingCounted):
        turn(opened, "t1")


def test_without_the_file_outside_the_parts_open_nothing(closed):
    keys.place_of(closed.pk).unlink()

    with pytest.raises(keys.KeyLost):
        turn(closed, "t1")

    assert not keys.place_of(closed.pk).exists()


def test_with_another_file_the_parts_open_nothing(closed):
    turn(closed, "t1")
    keys.place_of(closed.pk).unlink()
    keys.locked(closed.pk, b"")

    with pytest.raises(keys.KeyLost):
        turn(closed, "t2")


def test_parts_of_another_ballot_open_nothing(closed, holders):
    other = freeze({}, SEATS, holders.values(), paper_size=128)
    turned = {}
    for name in ("t1", "t2"):
        part = other.parts.get(holder__holder=name)
        own = tellers.private_of(part.holder, PHRASES[name])
        turned[part.pk] = keys.locked(closed.pk, keys.unseal(part.sealed, other.pk, own))

    with pytest.raises(keys.KeyLost):
        tellers.joined(closed, turned)


def test_nothing_stored_opens_a_box_without_the_pass_phrases(closed):
    """All rows of the database together and the file: still the private half is not there."""
    with pytest.raises(ValueError, match="32 bytes"):
        keys.private_half(closed.pk, closed.wrapped_key)


# -- its life ------------------------------------------------------------------------


def test_a_frozen_ballot_takes_no_papers_yet(frozen):
    with pytest.raises(BoxClosed):
        cast(frozen, "a", {})


def test_a_closed_ballot_takes_none_any_more(closed):
    with pytest.raises(BoxClosed):
        cast(closed, "c", {})
    with pytest.raises(BoxClosed):
        give_paper(closed, "c", Way.PAPER)


def test_it_is_opened_once_and_closed_once(opened):
    with pytest.raises(IllegalMove):
        open_frozen(opened)
    close(opened)
    with pytest.raises(IllegalMove):
        close(opened)


@pytest.mark.parametrize("state", ["frozen", "opened", "closed"])
def test_a_void_ballot_was_never_read(state, request, django_capture_on_commit_callbacks):
    ballot = request.getfixturevalue(state)

    with django_capture_on_commit_callbacks(execute=True):
        burn(ballot)

    assert ballot.state == BallotState.VOID
    assert not Paper.objects.exists()
    assert not KeyPart.objects.exists()
    assert not keys.place_of(ballot.pk).exists()


def test_the_fingerprint_stays_and_is_of_this_ballot(frozen, holders):
    before = fingerprint(frozen)
    open_frozen(frozen)

    assert fingerprint(frozen) == before
    assert fingerprint(freeze(frozen.asks, SEATS, holders.values(), paper_size=128)) != before


# -- paper ---------------------------------------------------------------------------


def test_who_has_a_sheet_of_paper_gets_none_of_the_box(opened):
    give_paper(opened, "a", Way.PAPER)

    with pytest.raises(HasPaper):
        cast(opened, "a", {})
    with pytest.raises(HasPaper):
        give_paper(opened, "a", Way.WRITTEN)
    held()


def test_who_has_voted_gets_no_sheet_of_paper(opened):
    cast(opened, "a", {})

    with pytest.raises(AnsweredAlready):
        give_paper(opened, "a", Way.PAPER)
    with pytest.raises(NotOnTheRoll):
        give_paper(opened, "z", Way.PAPER)


def test_what_two_tellers_count_alike_comes_out(closed):
    votes = {"votes": {"1": {"for": 2}}, "blank": 1}
    for name in ("t1", "t2"):
        enter_by_hand(closed, name, votes, size=256)
    turn(closed, "t1")

    assert agreed_by_hand(closed, turn(closed, "t2")) == votes


def test_where_two_tellers_differ_nothing_is_counted(closed):
    enter_by_hand(closed, "t1", {"blank": 1}, size=256)
    enter_by_hand(closed, "t2", {"blank": 2}, size=256)
    turn(closed, "t1")
    private = turn(closed, "t2")

    with pytest.raises(HandCountsDiffer):
        agreed_by_hand(closed, private)


def test_a_teller_may_correct_the_own_figures(closed):
    for blank in (1, 2):
        enter_by_hand(closed, "t1", {"blank": blank}, size=256)
    turn(closed, "t1")

    assert HandCount.objects.count() == 1
    assert agreed_by_hand(closed, turn(closed, "t2")) == {"blank": 2}


def test_no_figure_of_a_teller_can_be_read_before_the_count(closed):
    enter_by_hand(closed, "t1", {"blank": 1}, size=256)

    assert b"blank" not in bytes(HandCount.objects.get().sealed)


def test_nobody_counts_by_hand_before_the_close(opened):
    with pytest.raises(BoxClosed):
        enter_by_hand(opened, "t1", {}, size=256)


# -- what not even the program's own role can do -------------------------------------


def as_app(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app")
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ballots_ballot SET asks = '{}'",
        "UPDATE ballots_ballot SET public_key = 'x'",
        "UPDATE ballots_ballot SET wrapped_key = ''",
        "UPDATE ballots_ballot SET state = 'counted'",
        "UPDATE ballots_elector SET seat = 'z' WHERE seat = 'b'",
        "DELETE FROM ballots_elector",
        (
            "INSERT INTO ballots_elector (id, ballot_id, seat, has_voted, way) "
            "SELECT gen_random_uuid(), id, 'z', false, '' FROM ballots_ballot"
        ),
        "UPDATE ballots_elector SET has_voted = true WHERE seat = 'b'",
        "UPDATE ballots_keyholder SET public_key = 'x'",
        "DELETE FROM ballots_keypart",
        "UPDATE ballots_keypart SET sealed = 'x'",
        "UPDATE ballots_keypart SET turned = 'x'",
        (
            "INSERT INTO ballots_keypart (id, ballot_id, holder_id, sealed, turned) SELECT "
            "gen_random_uuid(), ballot_id, holder_id, 'x', '' FROM ballots_keypart LIMIT 1"
        ),
        (
            "INSERT INTO ballots_handcount (id, ballot_id, teller, sealed) "
            "SELECT gen_random_uuid(), id, 't1', 'x' FROM ballots_ballot"
        ),
    ],
)
@pytest.mark.usefixtures("frozen")
def test_after_the_freeze_nothing_of_it_changes(sql):
    with pytest.raises(ProgrammingError, match="at RAISE"):
        as_app(sql)


def test_the_programs_own_role_may_freeze_and_count(holders):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app")
        ballot = freeze({}, SEATS, holders.values(), paper_size=128)
        open_frozen(ballot)
        cast(ballot, "a", {"marks": {}})
        give_paper(ballot, "b", Way.PAPER)
        close(ballot)
        enter_by_hand(ballot, "t1", {}, size=64)
        turn(ballot, "t1")
        open_papers(ballot, whole, turn(ballot, "t2"))
        held()

    assert Paper.objects.get().content == {"marks": {}}
