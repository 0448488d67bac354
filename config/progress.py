"""The year of a bloc as its page shows it: the rail, one board's way, the matrix of all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

import campaigns.queries
import conferences.queries.progress
import pledges.queries.progress
from campaigns import progress
from campaigns.models import Campaign, PhaseKind
from campaigns.progress import LATE, NOW, Mark, Step
from campaigns.queries.registrations import boards_of_year
from conferences.queries.progress import Standing
from foundation import clock
from members.models import Account, Board


@dataclass(frozen=True)
class Stage:
    """One step of the rail, as <c-rail> draws it."""

    label: Any
    state: str
    note: str = ""
    percent: int = 0
    url: str = ""


@dataclass(frozen=True)
class Row:
    """One board's line of the matrix: a mark for each step that boards have to do."""

    board: Board
    marks: list[tuple[Step, Mark | None]]
    is_late: bool
    is_mine: bool


@dataclass(frozen=True)
class Year:
    """The year with its steps and its boards."""

    campaign: Campaign
    boards: list[Board]
    steps: list[Step]
    meeting: Standing | None = None

    @property
    def counted(self) -> list[Step]:
        """The steps with which boards stand somewhere."""
        return [step for step in self.steps if step.marks]

    def rail(self) -> list[Stage]:
        """The whole chain, and where the bloc is."""
        return [self.met(step) or stage(step) for step in self.steps]

    def met(self, step: Step) -> Stage | None:
        """The closing conference, once it is called: when, and where its page is."""
        if step.code != PhaseKind.CONFERENCE or self.meeting is None:
            return None
        return Stage(step.label, self.meeting.state, self.meeting.words, url=self.meeting.url)

    def way_of(self, board: Board) -> list[Stage]:
        """The same chain for one board."""
        return [own_stage(step, step.marks.get(board.pk)) for step in self.steps]

    def next_of(self, board: Board) -> Mark | None:
        """What that board does next: what is late first, then what is to be done now."""
        marks = [step.marks[board.pk] for step in self.steps if board.pk in step.marks]
        open_ones = [mark for mark in marks if mark.state in {LATE, NOW} and mark.url]
        return min(open_ones, key=lambda mark: mark.state != LATE, default=None)

    def step_of(self, mark: Mark) -> Step:
        """The step that a mark belongs to."""
        return next(step for step in self.steps if mark in step.marks.values())

    def late(self) -> dict[int, list[Step]]:
        """Board → what of targets and reports it is late with (the pledge reminds by itself)."""
        return progress.late_boards([step for step in self.steps if step.code != PhaseKind.PLEDGE])

    def rows(self, account: Account, *, only_late: bool, code: str) -> list[Row]:
        """The matrix; narrowed down to the boards that are late (with that step)."""
        shown = [step for step in self.counted if not code or step.code == code]
        found = [row(board, shown, account) for board in self.boards]
        return [each for each in found if each.is_late or not only_late]


def year_of(campaign: Any) -> Year:
    """The year as it stands; the campaign must come by ``years_with_progress``."""
    boards = boards_of_year(campaign)
    steps = campaigns.queries.steps_of(campaign, [board.pk for board in boards])
    return Year(
        campaign,
        boards,
        [pledges.queries.progress.step_of(campaign), *steps],
        conferences.queries.progress.closing_of(campaign),
    )


def row(board: Board, steps: Iterable[Step], account: Account) -> Row:
    """One board's line."""
    marks = [(step, step.marks.get(board.pk)) for step in steps]
    is_late = any(mark and mark.state == LATE for _step, mark in marks)
    return Row(board, marks, is_late, board.pk in account.boards_today)


def stage(step: Step) -> Stage:
    """How the bloc as a whole stands with a step."""
    state, note = step.state_on(clock.today()), days_of(step)
    if step.marks:
        note = "" if state == progress.DONE else note
        note = ", ".join(filter(None, [f"{step.done}/{len(step.marks)}", note]))
    return Stage(step.label, state, note, step.percent)


def own_stage(step: Step, mark: Mark | None) -> Stage:
    """How one board stands with it."""
    if mark is None:
        return Stage(step.label, progress.LATER, days_of(step))
    return Stage(step.label, mark.state, str(mark.words) or days_of(step))


def days_of(step: Step) -> str:
    """The days of a step in a few words: “from 05/12”, “6 days left”, “until 31/03”."""
    window, today = step.window, clock.today()
    if window is None:
        return ""
    if not window.has_begun(today):
        return _("from %(day)s") % {"day": date_format(window.opens_on, "d/m")}
    if window.is_over(today):
        return _("until %(day)s") % {"day": date_format(window.closes_on, "d/m")}
    days = (window.closes_on - today).days
    return npgettext("rail", "%(days)s day left", "%(days)s days left", days) % {"days": days}
