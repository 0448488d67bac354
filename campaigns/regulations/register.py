"""Whether a paper may be registered, or its number be given up."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from bloc.models import BlocYear
from campaigns.models import RegisteredPaper
from foundation import clock
from foundation.refusals import Refusal

MOST_NUMBER = 99_999


class NumberTaken(Refusal):
    text = _("Number %(number)s of %(year)s is taken. The next free one is %(free)s.")
    field = "number"


class NumberTooHigh(Refusal):
    text = _("A number is at most %(most)s.")
    field = "number"


class DayOfAnotherYear(Refusal):
    text = _("The register of %(year)s takes papers of that year; this one is of %(day)s.")
    field = "dated_on"


class DayToCome(Refusal):
    text = _("%(day)s is still to come.")
    field = "dated_on"


class CancelledAlready(Refusal):
    text = _("The number has been cancelled already.")


class CancelReasonMissing(Refusal):
    text = _("Say why the number is cancelled.")
    field = "reason"


def check_register_paper(
    bloc_year: BlocYear, dated_on: dt.date, number: int, taken: set[int]
) -> None:
    """A number once a year and direction, on a day of that year that has come.

    Decree 30/2020, art. 15: numbers run from 1 January to 31 December.
    """
    if dated_on.year != bloc_year.year:
        raise DayOfAnotherYear(year=bloc_year.year, day=dated_on)
    if dated_on > clock.today():
        raise DayToCome(day=dated_on)
    if number > MOST_NUMBER:
        raise NumberTooHigh(most=MOST_NUMBER)
    if number in taken:
        raise NumberTaken(number=number, year=bloc_year.year, free=max(taken) + 1)


def check_cancel_paper(paper: RegisteredPaper, reason: str) -> None:
    """Once, with a reason; the number is never given again."""
    if paper.cancelled_at:
        raise CancelledAlready
    if not reason.strip():
        raise CancelReasonMissing
