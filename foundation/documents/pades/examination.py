"""Judge strangers' files in a child process, which may take little memory and little time.

The child gets the bytes and nothing else: no settings, no database, no secrets. It reads them
only after it has given up the means to do harm. Whatever becomes of it, the answer is a report.
"""

import base64
import datetime as dt
import hashlib
import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from foundation.documents.pades.comparison import Comparison
from foundation.documents.pades.reports import Report

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[3]
LARGEST = 50 * 1024 * 1024  # bytes of a file that is looked at
LONGEST = 4096  # bytes of a complaint
PATIENCE = 40  # seconds until the child is given up


class TooCostly(Exception):
    """The child was stopped, or ended without an answer."""


def examine(pdf: bytes, roots: Sequence[bytes], at: dt.datetime) -> Report:
    """What verify() finds, for a file that nobody vouches for. Never raises for the bytes.

    Codes beside verify()'s: too_large, too_costly.
    """
    blank = Report(sha256=hashlib.sha256(pdf).hexdigest(), size=len(pdf))
    if len(pdf) > LARGEST:
        return replace(blank, problems=("too_large",))
    try:
        return Report.from_dict(_ask({"task": "verify"}, roots, at, pdf))
    except (TooCostly, ValueError, KeyError, TypeError):
        return replace(blank, problems=("too_costly",))


def compare_upload(
    ours: bytes, theirs: bytes, field: str, roots: Sequence[bytes], at: dt.datetime
) -> Comparison:
    """Whether `theirs` is our revision plus one valid signature in that field.

    Never raises for the bytes; the codes are those of compare(), too_large and too_costly.
    """
    if len(theirs) > LARGEST:
        return Comparison("too_large")
    try:
        return Comparison.from_dict(
            _ask({"task": "compare", "field": field}, roots, at, ours, theirs)
        )
    except (TooCostly, ValueError, KeyError, TypeError):
        return Comparison("too_costly")


def _ask(
    task: dict[str, Any], roots: Sequence[bytes], at: dt.datetime, *files: bytes
) -> dict[str, Any]:
    """Let a child do the task; its question and its answer are files, so that both are bounded."""
    task |= {
        "roots": [base64.b64encode(each).decode("ascii") for each in roots],
        "at": at.isoformat(),
        "sizes": [len(each) for each in files],
    }
    with TemporaryFile() as question, TemporaryFile() as answer, TemporaryFile() as complaint:
        question.write(json.dumps(task).encode() + b"\n")
        question.writelines(files)
        question.seek(0)
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "foundation.documents.pades.child"],
                stdin=question,
                stdout=answer,
                stderr=complaint,
                cwd=ROOT,
                env={"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as slow:
            raise TooCostly from slow
        if ended.returncode:
            complaint.seek(0)
            logger.error(
                "The verifier ended with %s: %s", ended.returncode, complaint.read(LONGEST)
            )
            raise TooCostly(ended.returncode)
        answer.seek(0)
        found: dict[str, Any] = json.loads(answer.read())
        return found
