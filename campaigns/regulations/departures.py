"""Whether it may be settled now how a board that left or merged is counted, or taken back."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from campaigns.models import BoardYear, Campaign, Departure
from campaigns.queries import departures as queries
from campaigns.regulations.scores import check_not_locked
from foundation import clock
from foundation.refusals import Refusal


class NotGone(Refusal):
    text = _("%(board)s has neither left the bloc nor merged in %(year)s.")
    is_final = True


class SettledAlready(Refusal):
    text = _("How this board is counted has been settled: %(treatment)s. Withdraw that first.")
    is_final = True


class DecisionMissing(Refusal):
    text = _("Give the number of the decision by which it left or merged.")
    field = "decision_number"


class DecisionToCome(Refusal):
    text = _("The day of the decision still lies ahead.")
    field = "decision_on"


class DepartureReasonMissing(Refusal):
    text = _("Say why it is counted so; everybody reads it.")
    field = "reason"


class WithdrawnAlready(Refusal):
    text = _("This has been withdrawn already.")
    is_final = True


class WithdrawReasonMissing(Refusal):
    text = _("Say why it is withdrawn.")
    field = "reason"


class DeparturesOpen(Refusal):
    text = _("Left or merged within the year: %(boards)s. Say first how they are counted.")


def check_settle_departure(part: BoardYear, number: str, day: dt.date, reason: str) -> None:
    """Of a board that went within the year, once, by a decision, before the points are locked."""
    check_not_locked(part.campaign)
    if not queries.has_gone(part.campaign, part.board):
        raise NotGone(board=part.board.short_name, year=str(part.year))
    if settled := queries.departure_of(part.campaign, part.board):
        raise SettledAlready(treatment=settled.get_treatment_display())
    if not number.strip():
        raise DecisionMissing
    if day > clock.today():
        raise DecisionToCome
    if not reason.strip():
        raise DepartureReasonMissing


def check_withdraw_departure(departure: Departure, reason: str) -> None:
    """Once, with a reason, before the points are locked."""
    check_not_locked(departure.campaign)
    if departure.withdrawn_at:
        raise WithdrawnAlready
    if not reason.strip():
        raise WithdrawReasonMissing


def check_departures_settled(campaign: Campaign) -> None:
    """Nobody who went within the year is passed over in silence."""
    if boards := queries.boards_unsettled(campaign):
        raise DeparturesOpen(boards=", ".join(board.short_name for board in boards))
