"""The log is written once and never changed."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import translation

from foundation.audit.log import day, label_of, record, say, sentence, spoken_verbs
from foundation.audit.models import Event
from members.models import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_record_writes_down_who_did_what():
    board = make.BoardFactory()
    account = make.AccountFactory(email="an@khoithidua.example", full_name="Lê An")

    event = record("members.do", board, by=account, name="x")

    assert str(event) == f"an@khoithidua.example members.do members.board:{board.pk}"
    assert (event.actor_name, event.facts) == ("Lê An", {"name": "x"})
    assert list(Event.objects.about(board)) == [event]


def test_a_step_of_the_system_has_no_person():
    event = record("members.do", make.BoardFactory(), by=None)

    assert (event.actor, event.actor_name) == ("system", "")


def test_a_verb_speaks_in_a_sentence():
    say({"tests.greet": "greeted %(name)s"})
    event = record("tests.greet", make.BoardFactory(), by=None, name="An")

    assert "tests.greet" in spoken_verbs()
    assert sentence(event) == "greeted An"


def test_codes_and_days_are_said_in_the_readers_language():
    say({"tests.move": "moved %(role)s from %(since)s"}, role=label_of(Role), since=day)
    with translation.override("vi"):
        event = record(
            "tests.move", make.BoardFactory(), by=None, role=Role.LEADER, since=dt.date(2026, 6, 15)
        )
        vietnamese = sentence(event)

    event.refresh_from_db()
    assert event.facts == {"role": "leader", "since": "2026-06-15"}
    assert vietnamese == "moved lãnh đạo from 15/06/2026"
    assert sentence(event) == "moved leader from 15 Jun 2026"


def test_what_an_early_event_holds_in_words_stays_as_it_is():
    say({"tests.move": "moved %(role)s from %(since)s"}, role=label_of(Role), since=day)
    event = record("tests.move", make.BoardFactory(), by=None, role="lãnh đạo", since="15/06/2026")

    assert sentence(event) == "moved lãnh đạo from 15/06/2026"


@pytest.mark.parametrize("change", ["UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_event"])
def test_nobody_changes_the_log_not_even_by_sql(change):
    record("members.do", make.BoardFactory(), by=None)

    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def as_app(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app")
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE members_boardevent SET code = 'x'",
        "DELETE FROM members_boardevent",
        "TRUNCATE audit_event",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "UPDATE documents_blob SET size = 0",
    ],
)
def test_the_programs_own_role_cannot_rewrite_history(sql):
    make.BoardFactory()

    with pytest.raises(ProgrammingError, match=r"permission denied for|must be owner"):
        as_app(sql)


def test_the_programs_own_role_may_do_its_work():
    board = make.BoardFactory(code="OLD")

    as_app("UPDATE members_board SET code = 'NEW'")

    board.refresh_from_db()
    assert board.code == "NEW"
    assert list(board.events.values_list("code", flat=True).order_by("pgh_id")) == ["OLD", "NEW"]
