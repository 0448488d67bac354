"""What of the boards' registrations waits for whom."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.deadlines import Window
from campaigns.models import BoardYear, Campaign, PhaseKind, Registration, RegistrationState
from campaigns.queries.calendar import window_of
from campaigns.queries.days import hand_days, with_days
from campaigns.queries.departures import seats_at_work
from foundation import clock
from foundation.waiting import Waiting
from members.models import Account, Board

DRAFT, CHANGING = RegistrationState.DRAFT, RegistrationState.CHANGING
RETURNED, SUBMITTED = RegistrationState.RETURNED, RegistrationState.SUBMITTED


def waiting_for(account: Account, years: Iterable[Any]) -> list[Waiting]:
    """A registration to write, to hand in, to mend or to decide about.

    The years must come by ``with_registrations``: the home page fetches them once.
    """
    if not account.posts_today:  # nothing of it waits for somebody of a ministry alone
        return []
    return [
        each for year in years for each in (*to_write(year, account), *to_decide(year, account))
    ]


def with_registrations(years: QuerySet[Campaign], account: Account) -> QuerySet[Campaign]:
    """With the registrations, the days of their phase, and the person's boards that sit there."""
    mine = {"campaign": OuterRef("pk")}
    row = JSONObject(pk="pk", board="board_id", state="state", why="return_reason")
    year = {"bloc": OuterRef("bloc"), "campaign": OuterRef("pk")}
    seats = seats_at_work(account, **year).order_by("board")
    return with_days(years, "pk").annotate(
        written=ArraySubquery(Registration.objects.filter(**mine).order_by().values(row=row)),
        my_seats=ArraySubquery(seats.values("board_id").distinct()),
    )


def to_write(year: Any, account: Account) -> Iterator[Waiting]:
    """What the person's own boards have in hand, while the year lasts."""
    if year.closes_on < clock.today():
        return
    hand_days(year, year)
    rows = {row["board"]: row for row in year.written}
    for board_id in year.my_seats:
        window, row = window_of(year, PhaseKind.REGISTRATION, board_id), rows.get(board_id)
        if row is None:
            yield from to_begin(year, window)
        elif row["state"] in {DRAFT, CHANGING, RETURNED}:
            yield in_hand(year, row, window, leads=account.leads(board_id))


def to_begin(year: Campaign, window: Window | None) -> Iterator[Waiting]:
    """The phase has begun, and the board has not."""
    if window and window.has_begun(clock.today()):
        title = _("Register targets for %(year)s") % {"year": year.year}
        url = reverse("campaigns:registrations", args=[year.pk])
        yield Waiting(title, url, _("Begin"), due_on=window.closes_on, bloc=str(year.bloc))


def in_hand(year: Campaign, row: dict[str, Any], window: Window | None, *, leads: bool) -> Waiting:
    """What the board has begun, or has got back."""
    titles = {
        DRAFT: _("Finish and hand in the registration of %(year)s")
        if leads
        else _("Finish the registration of %(year)s"),
        RETURNED: _("Mend the registration of %(year)s"),
        CHANGING: _("Write the new targets of %(year)s"),
    }
    state = RegistrationState(row["state"])
    return Waiting(
        titles[state] % {"year": year.year},
        reverse("campaigns:registration", args=[row["pk"]]),
        _("Go on"),
        detail=row["why"] if state == RETURNED else "",
        due_on=window.closes_on if window and state == DRAFT else None,
        bloc=str(year.bloc),
    )


def to_decide(year: Any, account: Account) -> Iterator[Waiting]:
    """Registrations that the person may accept or return."""
    found = [
        row
        for row in year.written
        if row["state"] == SUBMITTED and decides(account, year, row["board"])
    ]
    if found:
        count = len(found)
        said = ngettext(
            "Decide about %(n)s registration of %(year)s",
            "Decide about %(n)s registrations of %(year)s",
            count,
        )
        one = reverse("campaigns:registration", args=[found[0]["pk"]])
        all_of_them = reverse("campaigns:registrations", args=[year.pk])
        title, url = said % {"n": count, "year": year.year}, one if count == 1 else all_of_them
        yield Waiting(title, url, _("Look at it"), bloc=str(year.bloc))


def decides(account: Account, year: Campaign, board_id: int) -> bool:
    """Whether the person decides about that board's registration."""
    subject: Any = BoardYear(year, Board(pk=board_id))
    return account.has_perm("campaigns.accept_registration", subject)
