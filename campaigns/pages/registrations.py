"""What pages show of the boards' registrations: rows and words made ready."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from campaigns.goals import Difference, Goals, aim_words, differences
from campaigns.models import (
    BoardYear,
    Campaign,
    Indicator,
    Registration,
    RegistrationVersion,
)
from campaigns.queries import registrations as queries
from campaigns.regulations.registrations import WRITABLE
from foundation.figures import figure_words
from members.models import Account, Board


@dataclass(frozen=True)
class Line:
    """One target as it is read: its figures in words."""

    indicator: Indicator
    plan: str
    agreed: str
    note: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the board wants another figure than was accepted."""
        return self.plan != self.agreed


@dataclass(frozen=True)
class Version:
    """An acceptance, and what it changed in the one before."""

    row: RegistrationVersion
    changes: list[Difference]


@dataclass(frozen=True)
class BoardRow:
    """How a board stands with its registration."""

    board: Board
    registration: Registration | None
    late: int
    is_mine: bool
    former: Registration | None  # what the board registered in an earlier year

    @property
    def targets(self) -> int:
        """How many figures it holds."""
        rows = self.registration.targets.all() if self.registration else []
        return sum(row.plan is not None for row in rows)


@dataclass(frozen=True)
class Comparison:
    """Boards side by side: what each plans for each indicator."""

    boards: list[Board]
    rows: list[tuple[Indicator, list[str]]]


def is_inside(registration: Registration, account: Account) -> bool:
    """Whether the person reads it as one of the board, so also what is not handed in."""
    return registration.board_id in account.boards_before


def is_shown_whole(registration: Registration, account: Account) -> bool:
    """Whether the person reads what stands there now; what is in hand, only the board does."""
    return registration.state not in WRITABLE or is_inside(registration, account)


def goals_shown(registration: Registration, account: Account) -> Goals | None:
    """What the person may read of it: others see what was handed in, or what is in force.

    None where there is no such thing.
    """
    if is_shown_whole(registration, account):
        return Goals.of(registration)
    versions = sorted(registration.versions.all(), key=lambda version: version.number)
    return Goals.of_version(versions[-1]) if versions else None


def lines_of(registration: Registration, goals: Goals) -> list[Line]:
    """The targets in the order of the catalogue; those to be dropped have no plan."""
    rows = {row.indicator: row for row in registration.targets.all()}
    return [
        Line(
            each,
            figure_words(goals.targets[each.pk].plan if each.pk in goals.targets else None,
                         each.decimals),
            figure_words(row.agreed, each.decimals),
            goals.targets[each.pk].note if each.pk in goals.targets else "",
        )
        for each, row in rows.items()
        if each.pk in goals.targets or row.agreed is not None
    ]  # fmt: skip


def aims_of(goals: Goals) -> list[str]:
    """The titles in words."""
    return [aim_words(aim) for aim in goals.aims]


def versions_of(registration: Registration, indicators: Iterable[Indicator]) -> list[Version]:
    """Every acceptance, the newest first, each with what it changed."""
    known = {each.pk: each for each in indicators}
    rows = sorted(registration.versions.all(), key=lambda version: version.number)
    texts = [Goals.of_version(row) for row in rows]
    for row in rows:
        known |= {pk: each for pk, each in then(row).items() if pk not in known}
    found = [
        Version(row, differences(texts[place - 1], text, known) if place else [])
        for place, (row, text) in enumerate(zip(rows, texts, strict=True))
    ]
    return found[::-1]


def then(version: RegistrationVersion) -> dict[int, Indicator]:
    """The indicators as the version names them, for those that nobody plans by any more."""
    return {
        row["indicator"]: Indicator(
            pk=row["indicator"], name=row["name"], unit=row["unit"], decimals=row["decimals"]
        )
        for row in version.content["targets"]
    }


def board_rows(campaign: Campaign, account: Account) -> list[BoardRow]:
    """Every board of the year with how its registration stands; two queries and the boards."""
    mine = queries.earlier(campaign, account.boards_today)
    visible = queries.registrations_visible_to(account).filter(Q(campaign=campaign) | mine)
    now: dict[int, Registration] = {}
    former: dict[int, Registration] = {}
    for row in queries.with_targets(visible).order_by("campaign__year"):
        (now if row.campaign_id == campaign.pk else former)[row.board_id] = row
    for row in now.values():
        row.campaign = campaign  # which knows its days
    return [
        BoardRow(
            board,
            now.get(board.pk),
            queries.days_late(now[board.pk]) if board.pk in now else 0,
            board.pk in account.boards_today,
            former.get(board.pk),
        )
        for board in queries.boards_of_year(campaign)
    ]


def comparison_of(rows: Iterable[BoardRow], account: Account) -> Comparison:
    """Indicators by boards: what was handed in, or, where that is in hand again, in force."""
    boards: list[Board] = []
    figures: dict[Indicator, dict[int, str]] = {}
    for row in rows:
        for target in row.registration.targets.all() if row.registration else []:
            whole = row.registration and is_shown_whole(row.registration, account)
            value = target.plan if whole else target.agreed
            if value is not None:
                words = figure_words(value, target.indicator.decimals)
                figures.setdefault(target.indicator, {})[row.board.pk] = words
        if any(row.board.pk in of_boards for of_boards in figures.values()):
            boards.append(row.board)
    listed = sorted(figures, key=lambda each: (each.position, each.pk))
    return Comparison(
        boards,
        [(each, [figures[each].get(board.pk, "") for board in boards]) for each in listed],
    )


def own_places(
    campaign: Campaign, rows: Iterable[BoardRow], account: Account
) -> list[tuple[BoardRow, bool]]:
    """The person's boards of that year, each with whether a registration may be begun."""
    begin, found = "campaigns.begin_registration", []
    for row in rows:
        if row.is_mine:
            subject: Any = BoardYear(campaign, row.board)
            found.append((row, not row.registration and account.has_perm(begin, subject)))
    return found
