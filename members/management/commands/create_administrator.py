"""Let the person who runs the server in: an invitation, printed and sent."""

from typing import Any

from django.core.management.base import CommandParser

from foundation.arguments import address, words_of
from foundation.commands import MigratedCommand
from members import actions, invitations


class Command(MigratedCommand):
    help = "Invite an administrator; prints the link with which the person chooses a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", type=address, help="the person's e-mail address")
        parser.add_argument("--name", type=words_of(200), required=True, help="the full name")

    def handle(self, *, email: str, name: str, **_options: Any) -> None:
        account = actions.create_administrator(email, full_name=name)
        invitation = account.invitations.filter(accepted_at=None, withdrawn_at=None).first()
        if invitation is None:
            self.stdout.write(f"{account.email} administers the server, and has joined already.")
        else:
            self.stdout.write(invitations.link(invitation))
