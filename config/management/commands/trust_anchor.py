"""Say which authorities the signatures may lead to: the administrator's word, nobody else's."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from foundation.commands import MigratedCommand
from foundation.refusals import Refusal
from foundation.signing import trust
from foundation.signing.models import TrustAnchor
from members.models import Account

SHORTEST = 8  # letters of a fingerprint


class Command(MigratedCommand):
    help = "Add, list or end the root certificates that signatures may lead to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="trust an authority from now on")
        add.add_argument("file", type=Path, help="its own certificate, PEM or DER")
        add.add_argument("--demo", action="store_true", help="for what the demo plays only")
        end = verbs.add_parser("end", help="trust an authority no longer")
        end.add_argument("sha256", help="its fingerprint, or how that begins")
        for verb in (add, end):
            verb.add_argument("--by", required=True, metavar="EMAIL", help="the administrator")
        verbs.add_parser("list", help="show whom the signatures may lead to")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            getattr(self, options["verb"])(**options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def add(self, *, file: Path, demo: bool, by: str, **_others: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as wrong:
            raise CommandError(f"{file}: {wrong.strerror}") from wrong
        self.show(trust.add_anchor(content, by=administrator(by), is_demo=demo))

    def end(self, *, sha256: str, by: str, **_others: Any) -> None:
        found = TrustAnchor.objects.filter(sha256__startswith=sha256.lower(), ended_at=None)
        if len(sha256) < SHORTEST or len(found) != 1:
            raise CommandError("Name exactly one anchor by its fingerprint; see: trust_anchor list")
        trust.end_anchor(found[0], by=administrator(by))
        self.show(found[0])

    def list(self, **_options: Any) -> None:
        for anchor in TrustAnchor.objects.all():
            self.show(anchor)

    def show(self, anchor: TrustAnchor) -> None:
        marks = [
            "demo" if anchor.is_demo else "",
            f"ended {anchor.ended_at:%Y-%m-%d} by {anchor.ended_by}" if anchor.ended_at else "",
        ]
        self.stdout.write(" ".join([anchor.sha256, anchor.name, *filter(None, marks)]))


def administrator(email: str) -> str:
    """The address, if it is that of somebody who runs the server."""
    if not Account.objects.filter(email=email.lower(), is_staff=True, is_active=True).exists():
        raise CommandError(f"{email} is no administrator of this server.")
    return email.lower()
