"""Why a board is not ranked, in words: a reason is kept as its kind and facts."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.points import point_words
from campaigns.reckoning import CLOSED, DECLARED, LEAST, NO_OFFICIAL, NO_SELF_SCORE

Titles = Mapping[UUID, str]  # the groups with their numbers, by their keys


def reason_words(reason: Mapping[str, Any], titles: Titles) -> str:
    """The condition, with the fact."""
    return SAID[reason["kind"]](reason, titles)


def declared(reason: Mapping[str, Any], _titles: Titles) -> str:
    return f"{reason['condition']}: {reason['fact']}"


def least(reason: Mapping[str, Any], titles: Titles) -> str:
    facts = {
        "points": point_words(Decimal(reason["points"])),
        "reached": point_words(Decimal(reason["reached"])),
        "group": titles[UUID(reason["group"])] if reason["group"] else "",
    }
    if facts["group"]:
        return _("Fewer than %(points)s points in “%(group)s”: %(reached)s") % facts
    return _("Fewer than %(points)s points in all: %(reached)s") % facts


def no_self_score(_reason: Mapping[str, Any], _titles: Titles) -> str:
    return _("No self-score was handed in")


def no_official(_reason: Mapping[str, Any], _titles: Titles) -> str:
    return _("It has no official points")


def closed(reason: Mapping[str, Any], _titles: Titles) -> str:
    facts = {**reason, "day": date_format(dt.date.fromisoformat(reason["on"]), "SHORT_DATE_FORMAT")}
    return _("Closed early by decision %(decision)s of %(day)s: %(reason)s") % facts


SAID: dict[str, Callable[[Mapping[str, Any], Titles], str]] = {
    DECLARED: declared,
    LEAST: least,
    NO_SELF_SCORE: no_self_score,
    NO_OFFICIAL: no_official,
    CLOSED: closed,
}
