"""A lost second factor: asked for, confirmed by the room above, carried out; both are told."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

import bloc.actions
from foundation import clock
from members import actions, queries, regulations
from members.models import Account, Role
from tests import factories as make

pytestmark = pytest.mark.usefixtures("today")

PASSWORD = "giao ước thi đua 2026"


@pytest.fixture
def writer(cast):
    """Somebody with an authenticator app and codes, and a password that the test knows."""
    account = cast["writer"]
    account.set_password(PASSWORD)
    account.save()
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=account, type=kind, data={})
    return account


def ask(account):
    return actions.ask_factor_reset(account, reason="mất điện thoại", by=account)


def confirmed(account, by):
    reset = ask(account)
    bloc.actions.confirm_factor_reset(reset, by=by)
    return reset


# -- ask_factor_reset ------------------------------------------------------------------------
def test_ask_factor_reset_tells_the_person_and_the_other_leaders(cast, writer, sending, diary):
    with sending() as told:
        reset = ask(writer)

    assert (reset.account, reset.asked_by, reset.asked_at) == (writer, writer, clock.now())
    assert (reset.reason, reset.confirmed_at, reset.done_at) == ("mất điện thoại", None, None)
    assert told == sorted([writer.email, cast["leader"].email])
    assert diary() == ["writer reported a lost second factor of writer."]


def test_ask_factor_reset_tells_each_what_is_theirs_to_do(cast, writer, sending):
    with sending():
        reset = ask(writer)

    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    vouch, password = f"/khoi/xac-thuc/{reset.pk}/", reverse("account_change_password")
    assert vouch in letters[cast["leader"].email]
    assert password not in letters[cast["leader"].email]
    assert password in letters[writer.email]
    assert vouch not in letters[writer.email]


def test_ask_factor_reset_takes_nothing_away(writer):
    ask(writer)

    assert writer.authenticator_set.count() == 2


def test_ask_factor_reset_twice_is_refused(writer):
    ask(writer)

    with pytest.raises(regulations.AskedAlready):
        ask(writer)
    assert writer.factor_resets.count() == 1


def test_ask_factor_reset_refuses_who_has_none(cast):
    with pytest.raises(regulations.NoFactor):
        ask(cast["clerk"])


# -- reset_factor ----------------------------------------------------------------------------
def test_reset_factor_takes_every_factor_and_tells_both(cast, writer, sending, diary):
    reset = confirmed(writer, cast["leader"])
    mail.outbox.clear()
    with sending() as told:
        actions.reset_factor(reset, by=cast["administrator"])

    reset.refresh_from_db()
    assert (reset.done_at, reset.done_by) == (clock.now(), cast["administrator"])
    assert not writer.authenticator_set.exists()
    assert set(told) >= {writer.email, cast["leader"].email}
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert reverse("account_login") in letters[writer.email]
    assert "Theo xác nhận của Anh/Chị" in letters[cast["leader"].email]
    assert diary()[0] == "administrator reset the second factor of writer."


def test_reset_factor_leaves_the_password_and_everybody_else(cast, writer):
    Authenticator.objects.create(user=cast["clerk"], type=Authenticator.Type.TOTP, data={})

    actions.reset_factor(confirmed(writer, cast["leader"]), by=cast["administrator"])

    assert Account.objects.get(pk=writer.pk).check_password(PASSWORD)
    assert cast["clerk"].authenticator_set.count() == 1


def test_reset_factor_ends_every_session_of_the_person(cast, writer):
    devices = [signed_in(writer), signed_in(writer)]
    other = signed_in(cast["clerk"])

    actions.reset_factor(confirmed(writer, cast["leader"]), by=cast["administrator"])

    for device in devices:
        response = device.get(reverse("members:account"))
        assert response.url.startswith(reverse("account_login"))
    assert other.get(reverse("members:account")).status_code == 200
    assert Session.objects.count() == 1


def signed_in(account):
    """A device on which the person has signed in by password, as people do."""
    account.set_password(PASSWORD)
    account.save()
    factors = list(Authenticator.objects.filter(user=account))
    Authenticator.objects.filter(user=account).delete()
    device = Client()
    device.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    assert settings.SESSION_COOKIE_NAME in device.cookies
    Authenticator.objects.bulk_create(factors)
    return device


def test_reset_factor_wants_somebodys_word_first(cast, writer):
    with pytest.raises(regulations.NotConfirmed):
        actions.reset_factor(ask(writer), by=cast["administrator"])
    assert writer.authenticator_set.count() == 2


def test_reset_factor_twice_is_refused(cast, writer):
    reset = confirmed(writer, cast["leader"])
    actions.reset_factor(reset, by=cast["administrator"])

    with pytest.raises(regulations.DoneAlready):
        actions.reset_factor(reset, by=cast["administrator"])


def test_a_reset_waits_for_the_administrator_until_it_is_done(cast, writer):
    reset = ask(writer)
    assert queries.waiting_for(cast["administrator"]) == []
    bloc.actions.confirm_factor_reset(reset, by=cast["leader"])

    [waiting] = queries.waiting_for(cast["administrator"])

    assert waiting.title == "Reset the second factor of writer"
    assert waiting.url == reverse("members:reset_factor", args=[reset.pk])
    actions.reset_factor(reset, by=cast["administrator"])
    assert queries.waiting_for(cast["administrator"]) == []


def test_an_administrator_does_not_wait_for_the_own_reset(cast):
    own = cast["administrator"]
    make.PostFactory(account=own, role=Role.WRITER)
    make.FactorResetFactory(account=own, confirmed_at=clock.now(), confirmed_by=cast["keeper"])

    assert queries.waiting_for(own) == []
