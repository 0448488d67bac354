"""The points of a year as the demo plays them: what boards did is invented, never the points.

Every board fills its own sheet from what it did; the next one in the ring checks it and finds
here and there something otherwise; the board explains; the chief, for the chief's board the
deputy, settles; the ranking follows by the rules alone.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import campaigns.actions
from campaigns.models import (
    BoardYear,
    CheckPattern,
    Criterion,
    CriterionKind,
    Filler,
    PhaseKind,
    RegistrationState,
    Report,
    ReportKind,
    ReportState,
    Scoring,
    ScoringState,
    Sheet,
    SheetKind,
    SheetState,
    Treatment,
)
from campaigns.queries.departures import boards_unsettled
from campaigns.queries.scores import criteria_of, scoring_of
from campaigns.queries.tables import rule_of, table_in_force
from campaigns.scoring import Facts, points_of
from campaigns.sheets import Entry, SheetPlan
from config.demo import prose
from config.demo.deeds import Deed, deed
from config.demo.figures import NEITHER, between
from foundation import clock
from members.models import Account, Board

DAY = dt.timedelta(days=1)
HALF = 50  # percent
DOUBTED = 60  # percent of the boards of which a checker finds one line otherwise


class Points:
    """One year's points, as far as the present day allows."""

    def __init__(self, emulation: Any) -> None:
        self.emulation = emulation
        self.year = emulation.year
        self.campaign = emulation.campaign

    def play(self, boards: list[Board], *, unfinished: bool) -> None:
        """Twice changes nothing that stands; ``unfinished``: few have handed in."""
        days = self.emulation.days
        table = table_in_force(self.campaign)
        if table is None or not boards or PhaseKind.SETTLING not in days:
            return
        self.table = table
        self.lines = criteria_of(table)
        begins, _ends = days[PhaseKind.SELF_SCORING]
        self.emulation.step(begins, lambda: self.begin(boards))
        scoring = scoring_of(self.campaign)
        if scoring is None:
            return
        self.scoring: Scoring = scoring
        for place, board in enumerate(boards):
            day = begins + (place % 5) * DAY
            self.emulation.step(day, lambda board=board: self.score_itself(board))
            if not unfinished or (place % 2 == 0 and self.has_figures(board)):
                self.emulation.step(day + DAY, lambda board=board: self.hand_in(board, board))
        if not unfinished:
            self.check(days)
            self.settle(days, boards)

    def begin(self, boards: list[Board]) -> None:
        if scoring_of(self.campaign) is None:
            for board in boards_unsettled(self.campaign):
                self.settle_who_went(board, goes_on=board in boards)
            campaigns.actions.begin_scoring(
                self.campaign, pattern=CheckPattern.RING, by=self.year.chief(self.campaign.year)
            )

    def settle_who_went(self, board: Board, *, goes_on: bool) -> None:
        """Of a merger the case tells no more than the year: the board is scored to its end."""
        campaigns.actions.settle_departure(
            BoardYear(self.campaign, board),
            treatment=Treatment.APART if goes_on else Treatment.CLOSED,
            decision_number=prose.NUMBER_NOT_KNOWN,
            decision_on=clock.today(),
            reason=prose.GOES_ON if goes_on else prose.WENT,
            by=self.emulation.decider(board),
        )

    # -- the boards' own ---------------------------------------------------------
    def score_itself(self, board: Board) -> None:
        """An officer enters what the board did; what follows from figures is there already."""
        did = self.deeds(board, {Filler.BOARD})
        facts = [Entry(line.key, count=one.count, is_met=one.is_met) for line, one in did]
        self.filled(board, board, SheetKind.SELF, facts)

    def deeds(self, board: Board, fillers: set[str]) -> list[tuple[Criterion, Deed]]:
        """What the board did for the lines that these fill."""
        wanted = [line for line in self.lines if line.filled_by in fillers]
        found = [(line, self.deed_of(board, line)) for line in wanted]
        return [(line, did) for line, did in found if did != Deed()]

    def worth(self, line: Criterion, did: Deed) -> Decimal | None:
        """The points that the rule of the line gives for it."""
        facts = Facts(count=did.count, is_met=did.is_met)
        return points_of(rule_of(line), facts, self.table.step)

    def deed_of(self, board: Board, line: Criterion) -> Deed:
        standing = self.emulation.standings.get(board.code, NEITHER)
        seed = (board.code, line.name, self.campaign.year)
        return deed(line.kind, line.maximum, line.points_each, standing, *seed)

    def has_figures(self, board: Board) -> bool:
        """Whether plan and actual of the year have been accepted: from both the table reckons."""
        agreed = self.campaign.registrations.filter(board=board, state=RegistrationState.ACCEPTED)
        reports = Report.objects.filter(board=board, request__campaign=self.campaign)
        annual = reports.filter(request__kind=ReportKind.ANNUAL)
        return agreed.exists() and annual.filter(state=ReportState.ACCEPTED).exists()

    # -- the checkers' -----------------------------------------------------------
    def check(self, days: dict[str, tuple[dt.date, dt.date]]) -> None:
        """Each checks the next; some lines are not met in the checker's eyes."""
        begins, _ends = days[PhaseKind.CROSS_CHECKING]
        for duty in self.scoring.duties.select_related("checker", "board"):
            self.emulation.step(begins + DAY, lambda duty=duty: self.check_one(duty))
        begins, _ends = days[PhaseKind.EXPLANATION]
        for sheet in self.sheets(SheetKind.CROSS):
            self.emulation.step(begins + DAY, lambda sheet=sheet: self.explain(sheet))

    def check_one(self, duty: Any) -> None:
        did = self.deeds(duty.board, {Filler.BOARD, Filler.CHECKER})
        entries = [self.judged(duty.board, line, one, prose.DOUBT) for line, one in did]
        self.filled(duty.board, duty.checker, SheetKind.CROSS, entries)
        self.hand_in(duty.board, duty.checker)

    def judged(self, board: Board, line: Criterion, did: Deed, reason: str) -> Entry:
        """Points for one line: what the deed is worth, or none where it is doubted."""
        if reason and line == self.doubted(board):
            return Entry(line.key, points=Decimal(0), reason=reason)
        return Entry(line.key, points=self.worth(line, did))

    def doubted(self, board: Board) -> Criterion | None:
        """The line of which the checker finds the proof wanting, if any; never of the best."""
        seed = (board.code, self.campaign.year, "doubt")
        if self.emulation.standings.get(board.code) or between(0, 100, *seed) > DOUBTED:
            return None
        own = (
            line
            for line in self.lines
            if line.kind == CriterionKind.MET and line.filled_by == Filler.BOARD
        )
        return next((line for line in own if self.deed_of(board, line).is_met), None)

    def explain(self, checked: Sheet) -> None:
        """The board says why it stays with its points, and is answered."""
        own = self.sheet_of(checked.board, checked.board, SheetKind.SELF)
        doubted = self.doubted(checked.board)
        if own is None or doubted is None or own.explanations.exists():
            return
        explanation = campaigns.actions.explain_line(
            own, key=doubted.key, text=prose.EXPLAINED, by=self.year.leader(checked.board)
        )
        campaigns.actions.answer_explanation(
            explanation, text=prose.EXPLANATION_ANSWERED, by=self.emulation.decider(checked.board)
        )

    # -- the official ones -------------------------------------------------------
    def settle(self, days: dict[str, tuple[dt.date, dt.date]], boards: Iterable[Board]) -> None:
        """The official points, the lock, the ranking; not where a board would settle its own."""
        begins, _ends = days[PhaseKind.SETTLING]
        if any(self.board_of(self.emulation.decider(board)) == board for board in boards):
            return
        for board in boards:
            self.emulation.step(begins, lambda board=board: self.settle_one(board))
        self.emulation.step(begins + 2 * DAY, self.lock)
        self.emulation.step(begins + 3 * DAY, self.rank)

    def settle_one(self, board: Board) -> None:
        """The board's explanation is heard in half of the cases, else the checker is followed."""
        by = self.emulation.decider(board)
        is_heard = between(0, 100, board.code, self.campaign.year, "heard") > HALF
        reason = "" if is_heard else prose.UPHELD
        did = self.deeds(board, {Filler.BOARD, Filler.CHECKER, Filler.SECRETARY})
        entries = [self.judged(board, line, one, reason) for line, one in did]
        scorer = self.board_of(by)
        self.filled(board, scorer, SheetKind.OFFICIAL, entries, by=by)
        self.hand_in(board, scorer, by=by)

    def board_of(self, account: Account) -> Board:
        post = account.posts.order_by("since").last()
        assert post, "who decides serves a board"
        return post.board

    def lock(self) -> None:
        self.scoring.refresh_from_db()
        if self.scoring.state == ScoringState.OPEN:
            chief = self.year.chief(self.campaign.year)
            campaigns.actions.lock_scores(self.scoring, by=chief)

    def rank(self) -> None:
        if not self.campaign.rankings.exists():
            chief = self.year.chief(self.campaign.year)
            campaigns.actions.take_ranking(self.campaign, by=chief)

    # -- sheets ------------------------------------------------------------------
    def sheets(self, kind: str) -> list[Sheet]:
        rows = self.scoring.sheets.filter(kind=kind).select_related("board", "scorer")
        return list(rows.order_by("board__code"))

    def sheet_of(self, board: Board, scorer: Board, kind: str) -> Sheet | None:
        return self.scoring.sheets.filter(board=board, scorer=scorer, kind=kind).first()

    def filled(
        self,
        board: Board,
        scorer: Board,
        kind: str,
        entries: list[Entry],
        *,
        by: Account | None = None,
    ) -> None:
        """Begun and filled in, unless it was."""
        if self.sheet_of(board, scorer, kind):
            return
        by = by or self.emulation.writer(scorer)
        plan = SheetPlan(self.scoring, board, scorer, kind)
        sheet = campaigns.actions.begin_sheet(plan, is_invented=True, by=by)
        campaigns.actions.edit_sheet(sheet, entries, by=by)

    def hand_in(self, board: Board, scorer: Board, *, by: Account | None = None) -> None:
        kinds = [SheetKind.SELF] if board == scorer else [SheetKind.CROSS, SheetKind.OFFICIAL]
        rows = self.scoring.sheets.filter(board=board, scorer=scorer, kind__in=kinds)
        for sheet in rows.filter(state=SheetState.DRAFT):
            campaigns.actions.submit_sheet(sheet, by=by or self.year.leader(scorer))
