"""What a summary report draws from the records: full sentences and tables. Pure.

Words of a paper, hence Vietnamese. Nothing is invented: where a source is missing the
sentence says so. Sums are made only where the unit adds up, over the boards that have
both figures.
"""

from collections.abc import Callable

from campaigns.compiling import closing, results, situation
from campaigns.sources import Sources
from campaigns.summary_parts import OUTLINE, Drawn

DRAWN: dict[str, Callable[[Sources], list[Drawn]]] = {
    "situation": situation.situation,
    "leadership": situation.leadership,
    "movements": situation.movements,
    "work": results.work,
    "awards": results.awards,
    "activities": results.activities,
    "evaluation": results.evaluation,
    "limits": closing.limits,
    "points": closing.points,
}


def drawn(sources: Sources) -> dict[str, list[Drawn]]:
    """Section → what the records say there, for every section of the outline."""
    return {
        place.code: DRAWN[place.code](sources) if place.code in DRAWN else [] for place in OUTLINE
    }
