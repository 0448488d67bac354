"""Whether a board may be excluded from the ranking now, and whether one may be taken."""

from django.utils.translation import gettext_lazy as _

from campaigns.models import (
    BoardYear,
    Campaign,
    Exclusion,
    Ranking,
    Scoring,
    ScoringState,
)
from campaigns.queries import rankings as queries
from campaigns.queries.registrations import boards_of_year
from campaigns.queries.scores import scoring_of
from campaigns.queries.tables import table_in_force
from campaigns.reckoning import Reckoning
from foundation.refusals import Refusal


class NotInTheBloc(Refusal):
    text = _("%(board)s does not sit in the bloc in %(year)s.")


class ConditionUnknown(Refusal):
    text = _("Choose one of the conditions of the year's table.")
    field = "condition"


class FactMissing(Refusal):
    text = _("Say what happened: the fact, with its paper and day if there is one.")
    field = "fact"


class ExcludedAlready(Refusal):
    text = _("The board is kept out of the ranking by this condition already.")
    field = "condition"


class LiftedAlready(Refusal):
    text = _("This exclusion has been lifted already.")


class LiftReasonMissing(Refusal):
    text = _("Say why the board is to be ranked after all.")
    field = "reason"


class ScoresNotLocked(Refusal):
    text = _("The ranking is taken once the scores are locked.")


class NothingChanged(Refusal):
    text = _("Nothing has changed since ranking no. %(number)s.")


class RankingReasonMissing(Refusal):
    text = _("Say why the ranking is taken again; everybody reads it.")
    field = "reason"


def check_declare_exclusion(part: BoardYear, condition: str, fact: str) -> None:
    """A board of the year, once for each condition that the year knows, with the fact."""
    if part.board not in boards_of_year(part.campaign):
        raise NotInTheBloc(board=part.board.short_name, year=part.year)
    if condition not in queries.conditions_of(table_in_force(part.campaign)):
        raise ConditionUnknown
    if not fact.strip():
        raise FactMissing
    same = part.campaign.exclusions.filter(board=part.board, condition=condition, lifted_at=None)
    if same.exists():
        raise ExcludedAlready


def check_lift_exclusion(exclusion: Exclusion, reason: str) -> None:
    """Once, with a reason."""
    if exclusion.lifted_at:
        raise LiftedAlready
    if not reason.strip():
        raise LiftReasonMissing


def check_locked(campaign: Campaign) -> None:
    """No points change any more."""
    check_locked_in(scoring_of(campaign))


def check_locked_in(scoring: Scoring | None) -> None:
    """The same of a scoring that is at hand."""
    if scoring is None or scoring.state != ScoringState.LOCKED:
        raise ScoresNotLocked


def check_take_ranking(reckoning: Reckoning | None, former: Ranking | None, reason: str) -> None:
    """Where something has changed since the last one, and with a reason then."""
    if reckoning is None:
        raise ScoresNotLocked
    if former is None:
        return
    if former.table_id == reckoning.table.pk and rows_kept(former) == reckoning.rows:
        raise NothingChanged(number=former.number)
    if not reason.strip():
        raise RankingReasonMissing


def rows_kept(ranking: Ranking) -> list[dict]:
    """What a snapshot holds, as the reckoning tells it."""
    names = (
        "board_id", "name", "position", "rank", "is_shared", "total", "bonus", "groups",
        "exclusions", "late_days", "points",
    )  # fmt: skip
    return list(ranking.standings.order_by("position").values(*names))
