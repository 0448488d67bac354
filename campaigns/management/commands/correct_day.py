"""Say which days are off or worked against the usual calendar: the Government moves them."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns import actions
from campaigns.models import DayCorrection
from foundation.refusals import Refusal
from members.models import Account


class Command(BaseCommand):
    help = "Enter or list days that are off, or worked, against the usual calendar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        enter = verbs.add_parser(
            "enter", help="say what a day is; entered again, the newest counts"
        )
        enter.add_argument("day", type=dt.date.fromisoformat, help="as 2027-02-08")
        kinds = enter.add_mutually_exclusive_group(required=True)
        kinds.add_argument("--off", action="store_true", help="offices are closed")
        kinds.add_argument("--worked", action="store_true", help="offices work")
        enter.add_argument("name", help="what the day is, as people read it")
        enter.add_argument("--source", required=True, help="which decision says so")
        enter.add_argument("--by", required=True, metavar="EMAIL", help="the administrator")
        verbs.add_parser("list", help="show the days that were entered")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            getattr(self, options["verb"])(**options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def enter(
        self, *, day: dt.date, off: bool, name: str, source: str, by: str, **_others: Any
    ) -> None:
        administrator = Account.objects.filter(email=by.lower(), is_active=True).first()
        if not (administrator and administrator.has_perm("campaigns.correct_day", day)):
            raise CommandError(f"{by} is no administrator of this server.")
        facts = {"is_off": off, "name": name, "source": source}
        self.show(actions.correct_day(day, **facts, by=administrator))

    def list(self, **_options: Any) -> None:
        for correction in DayCorrection.objects.all():
            self.show(correction)

    def show(self, correction: DayCorrection) -> None:
        kind = "off" if correction.is_off else "worked"
        self.stdout.write(f"{correction.day} {kind} {correction.name} ({correction.source})")
