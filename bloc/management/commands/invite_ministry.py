"""Let the first keeper of a ministry in: how an empty production starts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from bloc import actions
from foundation import clock
from foundation.arguments import address, day, words_of
from foundation.commands import MigratedCommand
from foundation.refusals import Refusal
from members import invitations


class Command(MigratedCommand):
    help = (
        "Makes a ministry with its first keeper of blocs, sends the invitation and prints its "
        "link. The keeper then invites colleagues, founds blocs and seats boards. Run again, it "
        "sends a new link to a keeper who has not come in yet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", type=words_of(20), help="short and for good, as MOF")
        parser.add_argument("name", type=words_of(300), help='as printed: "Bộ Tài chính"')
        parser.add_argument("email", type=address, help="the keeper's e-mail address")
        parser.add_argument("--full-name", type=words_of(200), required=True, help="the keeper's")
        parser.add_argument("--title", type=words_of(200), help="the keeper's")
        parser.add_argument("--department", type=words_of(300), help="its emulation department")
        parser.add_argument(
            "--since", type=day, help="first day of the ministry's name, as 2025-03-01 (today)"
        )
        parser.add_argument("--succeeds", default="", help="code of the ministry it replaced")

    def handle(self, **options: Any) -> None:
        try:
            post = actions.invite_ministry(
                options["code"],
                name=options["name"],
                department=options["department"] or "",
                since=options["since"] or clock.today(),
                succeeds=options["succeeds"],
                full_name=options["full_name"],
                email=options["email"],
                title=options["title"] or "",
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{post.ministry}: {post}")
        letter = post.account.invitations.filter(accepted_at=None, withdrawn_at=None).first()
        if letter is None:
            self.stdout.write("This person has an account already, and signs in as before.")
        else:
            self.stdout.write(invitations.link(letter))
