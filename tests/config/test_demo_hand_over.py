"""The demo's hand-over: packed, handed over and received on the old chief's last day."""

import hashlib
from zipfile import ZipFile

import pytest

from conferences.models import HandOver, PaperKind, SignedPaper
from foundation.documents.archives import SUMS
from foundation.signing.models import RoundState
from tests.config import cases
from tests.config.test_demo import play
from tests.real import _regimes, committed

__all__ = ["_regimes", "committed", "play"]


@pytest.mark.real
def test_the_old_chief_hands_the_years_papers_to_the_new_one(play, tmp_path):
    case = cases.small()
    year = case["conference"]["year"]

    code, _said, wrong = play(case)

    assert (code, wrong) == (0, "")
    made = HandOver.objects.get()
    assert made.year == year
    assert made.giver != made.receiver
    assert made.received_at is not None
    assert made.left_out == 0
    with ZipFile(tmp_path / "out" / f"ban-giao-{year}.zip") as archive:
        lines = archive.read(SUMS).decode().splitlines()
        for line in lines:
            digest, name = line.split("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    assert len(lines) == made.papers > 0
    for signed in SignedPaper.objects.filter(kind=PaperKind.HAND_OVER):
        assert signed.round.state == RoundState.SEALED
