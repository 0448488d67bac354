"""What of a year's regulation and plan waits for whom."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.models import BoardYear, Campaign, Charter, CharterKind, CharterState, Opinion
from foundation import clock
from foundation.waiting import Waiting
from members.models import Account, Board


def with_charters(years: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """With the texts that the boards are asked about, and which boards have answered."""
    given = Opinion.objects.filter(charter=OuterRef("pk")).order_by()
    row = JSONObject(
        pk="pk",
        kind="kind",
        due="comments_due_on",
        answered=ArraySubquery(given.values("board_id")),
    )
    asked = Charter.objects.filter(campaign=OuterRef("pk"), state=CharterState.IN_COMMENT)
    return years.annotate(asked_charters=ArraySubquery(asked.order_by("kind").values(row=row)))


def waiting_for(account: Account, years: Iterable[Any]) -> list[Waiting]:
    """To give a board's opinion; for the chief to adopt it once the days are over.

    The years must come by ``with_charters`` and ``with_registrations`` (``my_seats``).
    """
    if not account.posts_today:
        return []
    return [
        each
        for year in years
        for row in year.asked_charters
        for each in (*to_answer(year, row, account), *to_adopt(year, row, account))
    ]


def to_answer(year: Any, row: dict[str, Any], account: Account) -> Iterator[Waiting]:
    """The person leads a board that has said nothing yet."""
    title, due_on = _("Give an opinion on the draft: %(charter)s"), day_of(row)
    for board_id in year.my_seats:
        subject: Any = BoardYear(year, Board(pk=board_id))
        if board_id not in row["answered"] and account.has_perm(
            "campaigns.answer_charter", subject
        ):
            url = reverse("campaigns:answer_charter", args=[row["pk"], board_id])
            yield Waiting(title % named(year, row), url, _("Answer"), "", due_on, str(year.bloc))


def to_adopt(year: Any, row: dict[str, Any], account: Account) -> Iterator[Waiting]:
    """The boards had their time."""
    if day_of(row) < clock.today() and account.has_perm("campaigns.adopt_charter", year):
        url, title = reverse("campaigns:charter", args=[row["pk"]]), _("Adopt: %(charter)s")
        yield Waiting(title % named(year, row), url, _("Look at it"), bloc=str(year.bloc))


def day_of(row: dict[str, Any]) -> dt.date:
    """Until when the boards give their opinions."""
    return dt.date.fromisoformat(row["due"])


def named(year: Any, row: dict[str, Any]) -> dict[str, Charter]:
    """The words that a title names it by."""
    return {"charter": Charter(campaign=year, kind=CharterKind(row["kind"]))}
