"""Whether a movement may be launched, joined, told of or reviewed."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from bloc import queries as bloc_queries
from campaigns.models import BoardYear, Movement, MovementYear, Participation
from foundation import clock
from foundation.refusals import Refusal


class MovementReversed(Refusal):
    text = _("The movement would end (%(until)s) before it begins (%(since)s).")
    field = "until"


class MovementEntered(Refusal):
    text = _("A movement of this name is running already in those days.")
    field = "name"


class MovementOutsideTheYear(Refusal):
    text = _("The movement does not run in the year %(year)s.")
    field = "since"


class BoardNotInBloc(Refusal):
    text = _("%(board)s is no member of the bloc in that year.")


class JoinedAlready(Refusal):
    text = _("The board takes part already.")


class PlanMissing(Refusal):
    text = _("Say in a sentence or two what the board plans.")
    field = "plan"


class ProgressToCome(Refusal):
    text = _("%(day)s is still to come.")
    field = "told_on"


class ProgressBeforeTheMovement(Refusal):
    text = _("The movement begins on %(since)s.")
    field = "told_on"


class ReviewedAlready(Refusal):
    text = _("This review has been entered already.")
    field = "stage"


class ReviewToCome(Refusal):
    text = _("%(day)s is still to come.")
    field = "held_on"


def runs_in(movement: Movement, year: MovementYear) -> bool:
    """Whether the movement runs on some day of that emulation year."""
    ends = movement.until
    begins_in_time = movement.since <= year.campaign.closes_on
    return begins_in_time and (ends is None or ends >= year.campaign.opens_on)


def check_days(year: MovementYear) -> None:
    """In order, and touching the year."""
    movement = year.movement
    if movement.until and movement.until < movement.since:
        raise MovementReversed(since=movement.since, until=movement.until)
    if not runs_in(movement, year):
        raise MovementOutsideTheYear(year=year.year)


def check_launch_movement(year: MovementYear) -> None:
    """With its days in order, running in the year, not twice under one name."""
    check_days(year)
    movement = year.movement
    others = Movement.objects.filter(bloc=year.bloc, name=movement.name).exclude(pk=movement.pk)
    far = dt.date.max
    for other in others:
        if other.since <= (movement.until or far) and movement.since <= (other.until or far):
            raise MovementEntered


def check_join_movement(year: MovementYear, who: BoardYear, plan: str) -> None:
    """A member of the bloc, once a year, while the movement runs in it, with a plan."""
    if not runs_in(year.movement, year):
        raise MovementOutsideTheYear(year=year.year)
    day = min(max(clock.today(), year.campaign.opens_on), year.campaign.closes_on)
    if who.board not in bloc_queries.members_on(year.bloc, day):
        raise BoardNotInBloc(board=who.board)
    joined = Participation.objects.filter(campaign=year.campaign, board=who.board)
    if joined.filter(movement=year.movement).exists():
        raise JoinedAlready
    if not plan.strip():
        raise PlanMissing


def check_tell_progress(participation: Participation, told_on: dt.date) -> None:
    """Of a day that has come, not before the movement began."""
    if told_on > clock.today():
        raise ProgressToCome(day=told_on)
    if told_on < participation.movement.since:
        raise ProgressBeforeTheMovement(since=participation.movement.since)


def check_review_movement(year: MovementYear, stage: str, held_on: dt.date) -> None:
    """Each review once a year, on a day that has come."""
    if not runs_in(year.movement, year):
        raise MovementOutsideTheYear(year=year.year)
    if held_on > clock.today():
        raise ReviewToCome(day=held_on)
    if year.movement.reviews.filter(campaign=year.campaign, stage=stage).exists():
        raise ReviewedAlready
