"""Verify signed PDF files from the command line."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config import verification


class Command(BaseCommand):
    help = "Verify PDF files: JSON on standard output; exit code 1 if anything is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        verdicts = [self.verdict(path) for path in options["files"]]
        self.stdout.write(json.dumps(verdicts, ensure_ascii=False, indent=2))
        if not all(verdict["good"] for verdict in verdicts):
            raise SystemExit(1)

    def verdict(self, path: Path) -> dict[str, Any]:
        """What the page would say of the file; one that cannot be opened is not good."""
        try:
            content = path.read_bytes()
        except OSError as error:
            return {"file": str(path), "good": False, "error": error.strerror}
        return {"file": str(path), **verification.judge_stranger(content).as_dict()}
