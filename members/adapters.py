"""How people come in and get back in: by invitation only, and by letters of ours."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from foundation import emails
from members import invitations
from members.models import Account


class ByInvitation(DefaultAccountAdapter):
    """Nobody signs up; a leader, the keeper or the administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def format_email_subject(self, subject: str) -> str:
        """The subject stands alone, without the name of the host before it."""
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter now, in the house's language; a job delivers it.

        A mail server that is away fails no page.
        """
        facts = {"request": self.request, "email": email, **context}
        with translation.override(settings.LANGUAGE_CODE):
            facts["current_site"] = get_current_site(self.request)
            letter = self.render_mail(template_prefix, email, facts)
        emails.post(letter.subject, letter.body, email)

    def send_password_reset_mail(self, user: Account, email: str, context: dict[str, Any]) -> None:
        """A link to a new password; who has not joined yet gets the invitation once more.

        Otherwise a withdrawn or outdated invitation could be got round.
        """
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)
        elif letter := invitations.open_letter(user):
            invitations.write(letter)
        else:
            self.send_mail("account/email/unknown_account", email, {})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At our own address, whatever host the request named."""
        names = {"uidb36": "UID", "key": "KEY"}
        path = reverse("account_reset_password_from_key", kwargs=names)
        return settings.BASE_URL + path.replace("UID-KEY", key)
