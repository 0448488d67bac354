"""What the tests of conferences share."""

import pytest

from foundation.ballots import tellers
from tests.conferences import balloting


@pytest.fixture
def _quick(monkeypatch):
    """A pass-phrase is worth a tenth of a second; in tests a thousandth will do."""
    monkeypatch.setattr(tellers, "COST", 2**4)


@pytest.fixture
def meeting(_quick, world, cast, today):
    """The conference of today, with all boards and two tellers."""
    return balloting.with_tellers(balloting.held_today(world, cast), cast)
