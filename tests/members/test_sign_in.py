"""Signing in, and getting back in: by invitation only, with two steps, by letters of ours."""

import re
import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from foundation.audit.models import Event
from foundation.jobs import queue
from members import actions, invitations
from members.models import Account
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PASSWORD = "giao ước thi đua 2026"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def nobody_was_counted():
    cache.clear()


@pytest.fixture
def writer(cast):
    account = cast["writer"]
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def with_app(writer):
    """The writer, with an authenticator app and recovery codes."""
    TOTP.activate(writer, SECRET)
    RecoveryCodes.activate(writer)
    return writer


def code():
    """What the app shows now."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def sign_in(client, account, password=PASSWORD, **headers):
    typed = {"login": account.email, "password": password}
    return client.post(reverse("account_login"), typed, **headers)


def is_in(client):
    return client.get(reverse("members:account")).status_code == 200


# -- by invitation only ----------------------------------------------------------------------
def test_nobody_signs_up(client):
    url = reverse("account_signup")
    typed = {"email": "la@khoithidua.example", "password1": PASSWORD, "password2": PASSWORD}

    assertContains(client.get(url), "By invitation only")
    client.post(url, typed)
    assert not Account.objects.exists()


def test_the_address_cannot_be_changed(client, writer):
    sign_in(client, writer)

    for answer in (client.get, client.post):
        response = answer("/tai-khoan/email/", {"action_add": "", "email": "khac@x.example"})
        assertRedirects(response, reverse("members:account"), fetch_redirect_response=False)
    assert Account.objects.get(pk=writer.pk).email == writer.email


# -- password --------------------------------------------------------------------------------
def test_address_and_password_let_in(client, writer):
    response = sign_in(client, writer)

    assertRedirects(response, reverse("home"), fetch_redirect_response=False)
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_address_look_alike(client, writer):
    known = sign_in(client, writer, "sai")
    unknown = sign_in(client, make.AccountFactory.build(email="la@khoithidua.example"), "sai")

    words = "The email address and/or password you specified are not correct."
    assertContains(known, words)
    assertContains(unknown, words)
    assert not is_in(client)


def test_who_was_only_invited_does_not_get_in(client):
    letter = make.InvitationFactory()

    sign_in(client, letter.account, "")
    sign_in(client, letter.account, "!")

    assert not is_in(client)


def test_passwords_are_not_guessed(client, writer):
    for _guess in range(5):
        sign_in(client, writer, "sai")

    assertContains(sign_in(client, writer), "Too many failed login attempts")
    assert not is_in(client)


# -- a forgotten password --------------------------------------------------------------------
def forget(client, email):
    with queue.inline():
        response = client.post(reverse("account_reset_password"), {"email": email})
    queue.sweep()
    assertRedirects(response, reverse("account_reset_password_done"))


def link():
    [found] = re.findall(r"http://localhost:8000(/tai-khoan/\S+)", mail.outbox[-1].body)
    return found


def test_a_letter_brings_a_new_password(client, writer, diary):
    forget(client, writer.email)

    page = client.get(link(), follow=True)
    typed = {"password1": PASSWORD + " mới", "password2": PASSWORD + " mới"}
    client.post(page.redirect_chain[-1][0], typed)

    assert [letter.to for letter in mail.outbox] == [[writer.email]]
    assert sign_in(client, writer, PASSWORD + " mới").status_code == 302
    assert is_in(client)
    assert diary()[0] == "writer chose a new password by a letter's link."


def test_the_letter_leads_to_our_address_whatever_host_was_asked(client, writer, settings):
    settings.ALLOWED_HOSTS = ["*"]
    typed = {"email": writer.email}

    client.post(reverse("account_reset_password"), typed, headers={"host": "evil.example"})
    queue.sweep()

    assert "evil.example" not in mail.outbox[0].body.replace("evil.example\n", "")
    assert link()


def test_an_unknown_address_gets_a_letter_and_the_page_says_the_same(client, cast):
    forget(client, "la@khoithidua.example")

    assert [letter.to for letter in mail.outbox] == [["la@khoithidua.example"]]
    assert "/password/" not in mail.outbox[0].body


def test_who_has_not_joined_gets_the_invitation_once_more_and_no_way_round_it(client):
    letter = make.InvitationFactory()
    forget(client, letter.account.email)

    assert invitations.link(letter) in mail.outbox[0].body
    with on(TODAY + invitations.LASTS * 2):
        forget(client, letter.account.email)
    assert "/tai-khoan/" not in mail.outbox[1].body
    assert "/loi-moi/" not in mail.outbox[1].body


def test_a_withdrawn_invitation_is_not_got_round(client, cast):
    letter = make.InvitationFactory()
    board = cast["leader"].posts.get().board
    actions.withdraw_invitation(letter, board=board, by=cast["leader"])

    forget(client, letter.account.email)

    assert "/tai-khoan/" not in mail.outbox[-1].body


def test_a_dead_mail_server_fails_no_page(client, writer, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = client.post(reverse("account_reset_password"), {"email": writer.email})

    assertRedirects(response, reverse("account_reset_password_done"))


def test_a_changed_password_is_noted_and_told(client, writer, diary):
    sign_in(client, writer)
    again = {"password1": PASSWORD + "!", "password2": PASSWORD + "!"}

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **again})
    queue.sweep()

    assert is_in(client)
    assert diary() == ["writer changed the password."]
    assert [letter.to for letter in mail.outbox] == [[writer.email]]


# -- two steps -------------------------------------------------------------------------------
def test_with_an_app_the_password_alone_does_not_let_in(client, with_app):
    response = sign_in(client, with_app)

    assertRedirects(response, reverse("mfa_authenticate"))
    assert not is_in(client)


def test_who_has_no_security_key_is_offered_none(client, with_app):
    sign_in(client, with_app)

    page = client.get(reverse("mfa_authenticate"))

    assertContains(page, "Enter the six digits")
    assertNotContains(page, "Use the security key")


def test_the_apps_six_digits_let_in(client, with_app):
    sign_in(client, with_app)

    client.post(reverse("mfa_authenticate"), {"code": code()})

    assert is_in(client)


def test_wrong_digits_do_not(client, with_app):
    sign_in(client, with_app)
    wrong = f"{(int(code()) + 1) % 1_000_000:06}"

    assertContains(client.post(reverse("mfa_authenticate"), {"code": wrong}), "Incorrect code")
    assert not is_in(client)


def test_a_recovery_code_lets_in_once(client, with_app):
    authenticator = with_app.authenticator_set.get(type=Authenticator.Type.RECOVERY_CODES)
    spare = authenticator.wrap().get_unused_codes()[0]
    other = Client()
    for device in (client, other):
        sign_in(device, with_app)
        device.post(reverse("mfa_authenticate"), {"code": spare})

    assert is_in(client)
    assert not is_in(other)


def test_an_app_is_set_up_after_the_password_is_shown_again(client, writer, sending, diary):
    sign_in(client, writer)
    url = reverse("mfa_activate_totp")

    assert client.get(url).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    shown = client.get(url)
    secret = shown.context["form"].secret
    digits = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    with sending() as told:
        client.post(url, {"code": digits})

    assert told == [writer.email]
    assert get_adapter().is_mfa_enabled(Account.objects.get(pk=writer.pk))
    assert "writer added a second step of signing in: TOTP Authenticator." in diary()


def test_an_app_that_is_removed_is_noted(client, with_app, diary):
    sign_in(client, with_app)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    client.post(reverse("mfa_deactivate_totp"))

    assert diary()[:2] == [
        "writer removed a second step of signing in: Recovery codes.",
        "writer removed a second step of signing in: TOTP Authenticator.",
    ]


def test_recovery_codes_that_are_kept_lead_on_to_the_tasks(client, with_app):
    sign_in(client, with_app)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.get(reverse("mfa_view_recovery_codes"))

    assertContains(page, f'href="{reverse("home")}">They are kept: on to my tasks</a>')


def test_new_recovery_codes_are_noted_and_told(client, with_app, sending, diary):
    sign_in(client, with_app)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    with sending() as told:
        client.post(reverse("mfa_generate_recovery_codes"))

    assert told == [with_app.email]
    assert diary() == ["writer made new recovery codes."]


def test_a_grave_step_asks_again_and_does_not_keep_what_was_sent(client, cast):
    reset = make.FactorResetFactory()
    own = cast["administrator"]
    own.set_password(PASSWORD)
    own.save()
    sign_in(client, own)
    url = reverse("members:reset_factor", args=[reset.pk])

    response = client.post(url, {"sure": "on"})

    assertRedirects(response, url, fetch_redirect_response=False)
    assert client.get(url).url.startswith(reverse("account_reauthenticate"))
    assert "sure" not in str(dict(client.session))


# -- sessions --------------------------------------------------------------------------------
def test_a_short_password_is_told_in_vietnamese():
    with translation.override("vi"), pytest.raises(ValidationError) as refused:
        validate_password("kvqzjw1")
    assert refused.value.messages == ["Mật khẩu quá ngắn: cần ít nhất 8 ký tự."]


def test_who_accepts_an_invitation_is_listed_among_the_signed_in_devices(client):
    letter = make.InvitationFactory()

    client.post(invitations.path(letter), {"password": PASSWORD, "again": PASSWORD})

    assert is_in(client)
    assert letter.account.usersession_set.count() == 1


def test_the_other_devices_are_signed_out(client, writer):
    other = Client(headers={"user-agent": "Firefox"})
    sign_in(other, writer)
    sign_in(client, writer)
    assertContains(client.get(reverse("usersessions_list")), "Firefox")

    client.post(reverse("usersessions_list"))

    assert is_in(client)
    assert not is_in(other)


def session_of(account, **facts):
    return account.usersession_set.get(**facts)


def test_devices_are_named_in_the_words_of_people(client, writer):
    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537"})
    sign_in(other, writer)
    sign_in(client, writer)

    page = client.get(reverse("usersessions_list"))

    assertContains(page, "Chrome on Windows")
    assertNotContains(page, "Mozilla")


def test_end_session_signs_one_other_device_out(client, writer):
    first, second = (Client(headers={"user-agent": name}) for name in ("Firefox", "Safari"))
    for each in (first, second, client):
        sign_in(each, writer)
    lost = session_of(writer, user_agent="Firefox")
    url = reverse("members:end_session", args=[lost.pk])
    assertContains(client.get(reverse("usersessions_list")), url)

    assertRedirects(client.post(url), reverse("usersessions_list"))

    assert [is_in(each) for each in (first, second, client)] == [False, True, True]
    event = Event.objects.get(verb="members.end_session")
    assert (event.actor, event.facts["browser"]) == (writer.email, "Firefox")
    assert client.post(url).status_code == 404


def test_end_session_refuses_the_device_in_use(client, writer):
    sign_in(client, writer)
    url = reverse("members:end_session", args=[session_of(writer).pk])
    assertNotContains(client.get(reverse("usersessions_list")), url)

    response = client.post(url, follow=True)

    assertContains(response, "This is the device that you are using")
    assert is_in(client)
    assert not Event.objects.filter(verb="members.end_session").exists()


def test_end_session_knows_nobody_elses_devices_and_no_looking(client, writer):
    stranger, other = make.AccountFactory(), Client()
    other.force_login(stranger)
    UserSession.objects.create(
        user=stranger, ip="10.0.0.1", session_key=other.session.session_key, user_agent="Firefox"
    )
    sign_in(client, writer)
    theirs = reverse("members:end_session", args=[session_of(stranger).pk])
    own = reverse("members:end_session", args=[session_of(writer).pk])

    assert client.post(theirs).status_code == 404
    assert client.get(own).status_code == 405
    assert is_in(other)


def test_a_changed_password_ends_the_other_devices(client, writer):
    other = Client()
    sign_in(other, writer)
    sign_in(client, writer)
    again = {"password1": PASSWORD + "!", "password2": PASSWORD + "!"}

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **again})

    assert is_in(client)
    assert not is_in(other)


def test_signing_out_ends_the_session(client, writer):
    sign_in(client, writer)
    key = client.session.session_key

    client.post(reverse("account_logout"))

    assert not is_in(client)
    assert not Session.objects.filter(pk=key).exists()


# -- looking changes nothing -----------------------------------------------------------------
PAGES = [
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
    "account_signup",
]
OWN_PAGES = [
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "usersessions_list",
    "members:account",
]


@pytest.mark.parametrize("name", PAGES)
def test_the_door_opens_for_strangers_although_looking_may_not_write(client, name):
    assert client.get(reverse(name)).status_code in {200, 302}


@pytest.mark.parametrize("name", OWN_PAGES)
def test_the_own_pages_open_although_looking_may_not_write(client, writer, name):
    sign_in(client, writer)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.get(reverse(name)).status_code in {200, 302}


@pytest.mark.parametrize(
    "name", ["mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]
)
def test_the_pages_of_the_second_step_open_too(client, with_app, name):
    sign_in(client, with_app)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.get(reverse(name)).status_code == 200


# -- the administrator -----------------------------------------------------------------------
def test_create_administrator_prints_the_link_once(capsys):
    call_command("create_administrator", "may@khoithidua.example", "--name", "Lê Văn Máy")
    account = Account.objects.get()
    printed = capsys.readouterr().out.strip()

    assert printed == invitations.link(account.invitations.get())
    assert (account.full_name, account.is_staff) == ("Lê Văn Máy", True)

    actions.accept_invitation(account.invitations.get(), password=PASSWORD)
    call_command("create_administrator", "may@khoithidua.example", "--name", "Lê Văn Máy")
    assert "has joined already" in capsys.readouterr().out
