"""Constraints that many models share, each with a name that says what it promises."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db.models import CheckConstraint, F, Func, Q, Value


def together(*fields: str, name: str) -> CheckConstraint:
    """All of the fields are filled or none is, as in *who* did it and *when*."""
    filled = Q(**{f"{field}__isnull": False for field in fields})
    empty = Q(**{f"{field}__isnull": True for field in fields})
    return CheckConstraint(condition=filled | empty, name=name)


def ordered(first: str, last: str, *, name: str) -> CheckConstraint:
    """The last day does not lie before the first one; an open end is no end."""
    unended = Q(**{f"{last}__isnull": True})
    return CheckConstraint(
        condition=unended | Q(**{f"{last}__gte": F(first)}),
        name=name,
        violation_error_message="The period ends before it begins.",
    )


class Days(Func):
    """The days from the first to the last, both counted; NULL is without end."""

    function = "DATERANGE"
    output_field = DateRangeField()


def no_overlap(*fields: str, name: str, message: Any, **condition: Any) -> ExclusionConstraint:
    """No two rows alike in ``fields`` share a day between ``since`` and ``until``."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (Days("since", "until", Value("[]")), RangeOperators.OVERLAPS),
            *[(field, RangeOperators.EQUAL) for field in fields],
        ],
        condition=Q(**condition) if condition else None,
        violation_error_message=message,
    )
