"""What we know of a year's evaluation: how many have answered, and what came of it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import JSONObject

from bloc import queries as bloc_queries
from bloc.models import Office
from campaigns.models import (
    BoardEvaluation,
    Campaign,
    CommentState,
    Evaluation,
    EvaluationComment,
    EvaluationPart,
    EvaluationState,
)
from campaigns.queries.registrations import boards_seated, day_of_year
from campaigns.questionnaire import Tally, tally
from foundation import clock
from foundation.ballots.models import Elector
from members.models import Account, Board

UNDECIDED = (CommentState.WAITING, CommentState.SECONDED)


@dataclass(frozen=True)
class QuestionResult:
    """One question and how often each mark was given."""

    text: str
    tally: Tally


@dataclass(frozen=True)
class PartResult:
    """One part: its questions, and the texts that two people have released."""

    part: str
    label: Any
    board: Board | None
    questions: list[QuestionResult]
    texts: list[str] = field(default_factory=list)
    withheld: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Results:
    """What came of an evaluation; with too few answers only ``merged``, one heap of marks."""

    evaluation: Evaluation
    invited: int
    merged: Tally | None
    parts: list[PartResult]

    @property
    def answers(self) -> int:
        return self.evaluation.answers or 0

    @property
    def threshold(self) -> int:
        return self.evaluation.threshold

    @property
    def is_merged(self) -> bool:
        return self.evaluation.is_merged


def evaluations_visible_to(account: Account) -> QuerySet[Evaluation]:
    """Those of the years that the person may know of."""
    found = Evaluation.objects.filter(bloc_queries.years_visible_to(account, "campaign__"))
    return found.select_related("campaign__bloc__organiser", "ballot")


def comments_visible_to(account: Account) -> QuerySet[EvaluationComment]:
    """Texts out of the box; who may read one before its release is for the permission to say."""
    years = bloc_queries.years_visible_to(account, "evaluation__campaign__")
    rows = EvaluationComment.objects.filter(years)
    return rows.select_related("evaluation__campaign__bloc__organiser", "paper", "first_by")


def evaluation_of(campaign: Campaign) -> Evaluation | None:
    """The year's evaluation, if one was begun and not withdrawn."""
    rows = campaign.evaluations.exclude(state=EvaluationState.WITHDRAWN)
    found = rows.select_related("ballot", "chief", "deputy").first()
    if found:
        found.campaign = campaign
    return found


def evaluations_in(campaign: Campaign) -> tuple[Evaluation | None, list[Evaluation]]:
    """The one that counts, and those that were withdrawn, with their reasons; with the rolls."""
    roll = Elector.objects.filter(ballot=OuterRef("ballot")).order_by("seat")
    seats = ArraySubquery(roll.values(row=JSONObject(seat="seat", has_voted="has_voted")))
    found = campaign.evaluations.select_related("ballot", "chief", "deputy", "withdrawn_by")
    rows: list[Any] = list(found.annotate(roll_rows=seats))
    for row in rows:
        row.campaign = campaign
    standing = [row for row in rows if row.state != EvaluationState.WITHDRAWN]
    withdrawn = [row for row in rows if row.state == EvaluationState.WITHDRAWN]
    return (standing[0] if standing else None), withdrawn


def name_concerned(evaluation: Evaluation) -> None:
    """Fetch the names of the boards whose work is evaluated, both at once."""
    known = [board for board in (evaluation.chief, evaluation.deputy) if board]
    prefetch_related_objects(known, "names")


def last_questions(campaign: Campaign) -> dict[str, list[str]] | None:
    """What the bloc asked in the latest earlier year, if it did."""
    rows = Evaluation.objects.filter(
        campaign__bloc=campaign.bloc_id, campaign__year__lt=campaign.year, ballot__isnull=False
    )
    last = rows.order_by("campaign__year", "opened_at").last()
    return last.questions if last else None


def boards_asked(campaign: Campaign) -> list[Board]:
    """The members: one answer each."""
    return boards_seated(campaign)


def officer_of(campaign: Campaign, office: str) -> Board | None:
    """The board that held the office in the year, the latest of them."""
    terms = campaign.bloc.terms.filter(year=campaign.year, office=office)
    held = terms.filter(since__lte=max(day_of_year(campaign), clock.today()))
    term = held.order_by("since").select_related("board").last()
    return term.board if term else None


def officers_concerned(campaign: Campaign) -> dict[str, Board | None]:
    """Whose work is evaluated: the boards that are chief and deputy of the year."""
    return {
        EvaluationPart.CHIEF: officer_of(campaign, Office.CHIEF),
        EvaluationPart.DEPUTY: officer_of(campaign, Office.DEPUTY),
    }


def seat_of(board_id: int | None) -> str:
    """A board's line in the roll."""
    return str(board_id)


def roll_of(evaluation: Evaluation) -> QuerySet[Elector]:
    """Who is asked; no rows before the evaluation is opened."""
    return Elector.objects.filter(ballot=evaluation.ballot_id)


def is_asked(evaluation: Evaluation, board_id: int | None) -> bool:
    """Whether the board stands on the roll."""
    return roll_of(evaluation).filter(seat=seat_of(board_id)).exists()


def progress_of(evaluation: Evaluation) -> tuple[int, int]:
    """How many are asked, and how many have answered; never who."""
    rows = roll_of(evaluation).aggregate(asked=Count("pk"), done=Count("pk", Q(has_voted=True)))
    return rows["asked"], rows["done"]


def seats_of(evaluation: Evaluation) -> dict[str, bool]:
    """The whole roll: who is asked, and whether a paper was put in.

    One query, none where the evaluation came by ``evaluations_in``.
    """
    if hasattr(evaluation, "roll_rows"):
        return {row["seat"]: row["has_voted"] for row in evaluation.roll_rows}
    return dict(roll_of(evaluation).order_by("seat").values_list("seat", "has_voted"))


def boards_led(roll: Mapping[str, bool], account: Account) -> dict[int, bool]:
    """Of the boards on the roll that the person leads: whether they have answered."""
    mine = {seat_of(board): board for board in account.boards_today if account.leads(board)}
    return {mine[seat]: answered for seat, answered in roll.items() if seat in mine}


def shown_to_all_from(evaluation: Evaluation) -> dt.date:
    """The day from which everybody may see the result."""
    assert evaluation.closed_on, "asked only of what is closed"
    return evaluation.closed_on + dt.timedelta(days=evaluation.first_days)


def evaluations_to_close() -> list[Evaluation]:
    """Those whose last day has passed."""
    rows = Evaluation.objects.filter(state=EvaluationState.OPEN, closes_on__lt=clock.today())
    return list(rows.select_related("campaign__bloc"))


def evaluations_to_publish() -> list[Evaluation]:
    """Those that whoever is concerned has had the time to look at."""
    rows = Evaluation.objects.filter(state=EvaluationState.CLOSED).select_related("campaign__bloc")
    return [each for each in rows if shown_to_all_from(each) <= clock.today()]


def evaluation_results(campaign: Campaign) -> Results | None:
    """The published result of a year; None where there is none yet."""
    evaluation = evaluation_of(campaign)
    if evaluation is None or evaluation.state != EvaluationState.PUBLISHED:
        return None
    return results_of(evaluation)


def results_for(
    evaluation: Evaluation, account: Account, texts: list[EvaluationComment] | None = None
) -> Results | None:
    """What of the result this person may see today: all of it, the own part first, or nothing.

    Before all see it a merged result is for whoever is concerned at all. ``texts`` are all
    of the evaluation, where they are at hand.
    """
    if evaluation.state == EvaluationState.PUBLISHED:
        return results_of(evaluation, texts=texts)
    if evaluation.state != EvaluationState.CLOSED:
        return None
    mine = [part for part in evaluation.parts if sees_first(evaluation, part, account)]
    return results_of(evaluation, mine, texts) if mine else None


def sees_first(evaluation: Evaluation, part: str, account: Account) -> bool:
    """Whether the part is about the person's own board."""
    about: Any = BoardEvaluation(evaluation, evaluation.concerned(part))
    return account.has_perm("campaigns.view_result_first", about)


def results_of(
    evaluation: Evaluation,
    parts: list[str] | None = None,
    texts: list[EvaluationComment] | None = None,
) -> Results:
    """The marks and the released texts, of all parts or of these."""
    papers = list(evaluation.ballot.papers.values_list("content", flat=True))
    invited = len(seats_of(evaluation))
    rows = texts_of(evaluation) if texts is None else texts
    if evaluation.is_merged:
        return Results(evaluation, invited, tally(each["mark"] for each in papers), [])
    shown = [part for part in evaluation.parts if parts is None or part in parts]
    return Results(
        evaluation, invited, None, [part_result(evaluation, part, papers, rows) for part in shown]
    )


def part_result(
    evaluation: Evaluation, part: str, papers: list[dict], comments: list[EvaluationComment]
) -> PartResult:
    """One part of it."""
    marks = [each for each in papers if each["part"] == part and "mark" in each]
    here = [comment for comment in comments if comment.part == part]
    whose = {EvaluationPart.CHIEF: evaluation.chief, EvaluationPart.DEPUTY: evaluation.deputy}
    states = [comment.state for comment in here]
    return PartResult(
        part,
        EvaluationPart(part).label,
        whose.get(EvaluationPart(part)),
        [
            QuestionResult(
                text, tally(each["mark"] for each in marks if each["question"] == number)
            )
            for number, text in enumerate(evaluation.questions[part])
        ],
        [comment.text for comment in here if comment.state == CommentState.RELEASED],
        states.count(CommentState.WITHHELD),
        states.count(CommentState.WAITING) + states.count(CommentState.SECONDED),
    )


def texts_of(evaluation: Evaluation) -> list[EvaluationComment]:
    """All texts out of the box, released or not."""
    return list(belonging(evaluation.comments.select_related("paper", "first_by"), evaluation))


def undecided_for(texts: Iterable[EvaluationComment], account: Account) -> list[EvaluationComment]:
    """Of these those that wait for this person's word."""
    return [each for each in texts if each.state in UNDECIDED and waits_for(each, account)]


def readable_for(evaluation: Evaluation, account: Account) -> list[EvaluationComment]:
    """All texts about which this person decides, the undecided ones first."""
    rows = evaluation.comments.select_related("paper", "first_by", "second_by", "withheld_by")
    found = [each for each in belonging(rows, evaluation) if decides_about(each, account)]
    return sorted(found, key=lambda each: (each.state not in UNDECIDED, each.part))


def belonging(
    rows: QuerySet[EvaluationComment], evaluation: Evaluation
) -> Iterator[EvaluationComment]:
    """The texts with the evaluation at hand."""
    for each in rows.order_by("paper_id"):
        each.evaluation = evaluation
        yield each


def decides_about(comment: EvaluationComment, account: Account) -> bool:
    """Whether the person may release that text: not one about the own board."""
    return account.has_perm("campaigns.release_comment", comment)


def waits_for(comment: EvaluationComment, account: Account) -> bool:
    """Whether it waits for this person: not for whoever has released it once."""
    return comment.first_by_id != account.pk and decides_about(comment, account)
