"""What an administrator types for the people of the server."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from foundation.audit.models import Event
from foundation.jobs.queue import inline
from members.models import Account, Invitation
from tests.clock import on
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db

ADDRESS = "may@khoithidua.example"


def create(email=ADDRESS, name="Lê Văn Máy"):
    said = StringIO()
    call_command("create_administrator", email, "--name", name, stdout=said)
    return said.getvalue().strip()


def test_create_administrator_lets_the_first_person_in(client, django_capture_on_commit_callbacks):
    with on(TODAY), inline(), django_capture_on_commit_callbacks(execute=True):
        link = create()  # signed with the second in which it is made, as the letter's

    account = Account.objects.get()
    assert (account.email, account.full_name, account.is_staff) == (ADDRESS, "Lê Văn Máy", True)
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]]
    assert link in mail.outbox[0].body
    with on(TODAY):
        assert client.get(link).status_code == 200


@pytest.mark.parametrize(
    "command",
    [
        ("create_administrator", ADDRESS, "--name", "Lê Văn Máy"),
        ("invite_ministry", "MOF", "Bộ Tài chính", ADDRESS, "--full-name", "Lê Văn Máy"),
    ],
)
def test_before_the_migrations_a_command_says_what_comes_first(command):
    MigrationRecorder(connection).record_unapplied("members", "0002_end_lent_powers_at_once")

    with pytest.raises(CommandError, match=r"Run first: manage\.py migrate"):
        call_command(*command)


def test_create_administrator_a_second_time_invites_the_same_person_once_more(client):
    create()

    again = create(ADDRESS.upper())

    assert client.get(again).status_code == 200
    assert (Account.objects.count(), Invitation.objects.count()) == (1, 1)
    assert Event.objects.filter(verb="members.create_administrator").count() == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"email": "khong-phai-dia-chi"}, "khong-phai-dia-chi is no e-mail address"),
        ({"email": ""}, "is no e-mail address"),
        ({"name": "  "}, "1 to 200 characters are wanted"),
        ({"name": "x" * 201}, "1 to 200 characters are wanted"),
    ],
)
def test_create_administrator_refuses_wrong_words_and_stores_nothing(words, reason):
    with pytest.raises(CommandError, match=reason):
        create(**words)

    assert not Account.objects.exists()
