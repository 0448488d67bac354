"""Count a ballot anew from the file that every delegate can have; no database is asked."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.ballots.bulletin import BulletinWrong, Recount, recounted


class Command(BaseCommand):
    help = "Count a ballot anew from its file, and say whether the declared result follows."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file of a ballot")

    def handle(self, *, file: Path, **_options: Any) -> None:
        try:
            found = recounted(file.read_text(encoding="utf-8"))
        except (BulletinWrong, UnicodeDecodeError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(lines_of(found)))


def lines_of(found: Recount) -> list[str]:
    """What the papers say, as a person reads it."""
    outcome = found.outcome
    turnout = outcome.turnout
    there = f"{turnout.members} members, {turnout.present} present, {turnout.issued} on the roll"
    papers = f"{outcome.valid} valid, {outcome.blank} blank, {outcome.spoilt} spoilt"
    lines = [
        found.title,
        f"fingerprint {found.fingerprint}",
        there,
        f"papers: {outcome.collected} collected, {papers}",
        f"{outcome.needed} votes are enough (of {outcome.base})",
    ]
    for line in outcome.lines:
        mark = "✓" if line.has_passed else "–"
        votes = f"{line.agree} of {outcome.turnout.members}"
        lines.append(f"{mark} {found.names[line.option]}: {votes} for, {line.disagree} against")
    return [*lines, "The declared result follows from the papers."]
