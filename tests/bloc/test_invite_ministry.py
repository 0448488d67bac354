"""An empty production starts with one command."""

import datetime as dt
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from bloc.models import Ministry, MinistryPost, MinistryRole
from foundation.audit.models import Event
from foundation.jobs.queue import inline
from members.models import Account
from tests import factories as make
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

KEEPER = "dau-moi@mof.example"


def invite(*words, code="MOF", name="Bộ Tài chính", email=KEEPER):
    said = StringIO()
    call_command(
        "invite_ministry", code, name, email, "--full-name", "Vũ Thị Đầu Mối", *words, stdout=said
    )
    return said.getvalue().splitlines()


def test_invite_ministry_lets_the_first_keeper_in(django_capture_on_commit_callbacks, client):
    with inline(), django_capture_on_commit_callbacks(execute=True):
        summary, link = invite("--department", "Vụ Tổ chức cán bộ", "--since", "2025-03-01")

    ministry = Ministry.objects.get(code="MOF")
    assert [(n.name, n.department, n.since) for n in ministry.names.all()] == [
        ("Bộ Tài chính", "Vụ Tổ chức cán bộ", dt.date(2025, 3, 1))
    ]
    post = MinistryPost.objects.get()
    assert (post.account.email, post.role, post.since) == (KEEPER, MinistryRole.KEEPER, TODAY)
    assert summary == "Bộ Tài chính: Vũ Thị Đầu Mối, keeper of blocs"
    assert [letter.to for letter in mail.outbox] == [[KEEPER]]
    assert link in mail.outbox[0].body
    assert "làm keeper of blocs của Bộ Tài chính" in mail.outbox[0].body
    assert client.get(link).status_code == 200
    assert {event.actor for event in Event.objects.all()} == {"system"}


def test_the_keeper_can_then_found_a_bloc(client):
    invite()
    keeper = Account.objects.get(email=KEEPER)
    client.force_login(keeper)
    url = reverse("bloc:found_bloc", args=[Ministry.objects.get().pk])

    client.post(url, {"code": "TN", "name": "Khối Tây Nguyên", "established_year": 2019})

    assert Ministry.objects.get().blocs.get().code == "TN"


def test_invite_ministry_twice_sends_the_letter_again():
    invite()
    *_, link = invite()

    assert "/loi-moi/" in link
    assert (Ministry.objects.count(), MinistryPost.objects.count()) == (1, 1)


def test_invite_ministry_of_somebody_with_an_account_only_gives_the_post():
    Account.objects.create_user(KEEPER, "a long password", full_name="Vũ Thị Đầu Mối")

    assert invite()[-1] == "This person has an account already, and signs in as before."
    assert MinistryPost.objects.get().role == MinistryRole.KEEPER


def test_invite_ministry_names_the_one_it_replaced():
    former = make.MinistryFactory(code="MPI")

    invite("--succeeds", "MPI")

    assert Ministry.objects.get(code="MOF").succeeds == former


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--succeeds", "XXX"], "No ministry has the code XXX."),
        (["--since", "01/03/2025"], "01/03/2025 is no day"),
        (["--department", "x" * 301], "1 to 300 characters"),
    ],
)
def test_invite_ministry_refuses_wrong_words(words, reason):
    with pytest.raises(CommandError, match=reason):
        invite(*words)

    assert not Ministry.objects.exists()


def test_invite_ministry_refuses_what_is_no_address():
    with pytest.raises(CommandError, match="is no e-mail address"):
        invite(email="dau-moi")


def test_invite_ministry_refuses_another_name_for_the_code():
    invite()

    with pytest.raises(CommandError, match="is called Bộ Tài chính"):
        invite(name="Bộ Nội vụ")


def test_invite_ministry_refuses_where_a_keeper_has_come_in():
    ministry = make.MinistryFactory(code="MOF")
    make.MinistryPostFactory(ministry=ministry, role=MinistryRole.KEEPER)

    with pytest.raises(CommandError, match="invites colleagues"):
        invite(name=str(ministry))
