"""A passkey, played by the browser's own test device: set up once, and then no password."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def key_holder(page, context, settings):
    """The page's machine can hold passkeys; tests speak http, where browsers trust localhost."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    wire = context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def add_key(page, server, *, instead_of_password):
    page.goto(server + reverse("mfa_add_webauthn"))
    page.get_by_label("Name").fill("Máy ở cơ quan")
    page.get_by_label("Passwordless").set_checked(instead_of_password)
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("status").first).to_be_visible()
    page.goto(server + reverse("mfa_list_webauthn"))
    expect(page.get_by_text("Máy ở cơ quan")).to_be_visible()


def leave(page):
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Sign out").click()


def test_a_passkey_lets_in_without_a_password(page, server, key_holder, sign_in, cast):
    sign_in(cast["writer"])
    add_key(page, server, instead_of_password=True)
    leave(page)

    page.goto(server + reverse("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.locator(".menu-name")).to_have_text("writer")


def test_a_key_is_the_second_step_after_the_password(page, server, key_holder, sign_in, cast):
    sign_in(cast["writer"])
    add_key(page, server, instead_of_password=False)
    leave(page)

    page.goto(server + reverse("account_login"))
    page.get_by_label("Email").fill(cast["writer"].email)
    page.get_by_label("Password").fill("giao ước thi đua 2026")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    page.get_by_role("button", name="Use the security key").click()

    expect(page.locator(".menu-name")).to_have_text("writer")
