"""What boards did besides their figures: what is counted, and met or not. Made up, and pure.

Never points: those follow from the table by its rules. As with the figures, a board that
the case proposes for a flag did more than one proposed for a merit, and that one more than
the rest.
"""

from dataclasses import dataclass
from decimal import Decimal

from campaigns.scoring import ADJUSTMENT, COUNTED, MET
from config.demo.figures import FLAG, MERIT, NEITHER, between

WHOLE = 100
MET_BY = {FLAG: WHOLE, MERIT: 97, NEITHER: 88}  # percent of what is asked for
DONE = {FLAG: (90, 100), MERIT: (60, 90), NEITHER: (0, 50)}  # percent of what gives points
FAULTS = {FLAG: 0, MERIT: 0, NEITHER: 12}  # percent of the occasions


@dataclass(frozen=True)
class Deed:
    """What is entered for one line of the table."""

    count: int | None = None
    is_met: bool | None = None


def deed(kind: str, maximum: Decimal, each: Decimal | None, standing: str, *seed: object) -> Deed:
    """What a board of that standing did; ``each``: points for one, where they are counted."""
    if kind == MET:
        return Deed(is_met=between(0, WHOLE, "met", *seed) <= MET_BY[standing])
    if kind in {COUNTED, ADJUSTMENT} and each:
        return Deed(count=counted(maximum, each, standing, *seed))
    return Deed()


def counted(maximum: Decimal, each: Decimal, standing: str, *seed: object) -> int:
    """How many there were of it; of what takes points away hardly ever one."""
    if each < 0:
        return int(between(0, WHOLE, "fault", *seed) < FAULTS[standing])
    most = -(-maximum // each)
    return int(most * between(*DONE[standing], "done", *seed) / WHOLE + Decimal("0.5"))
