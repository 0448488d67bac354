"""The evaluation of a year as the demo plays it; every answer is invented, and says so.

In a year that is over all boards answer, the comments are read by two people, the result is
published. In the present year two thirds of the boards still have to answer.
"""

import datetime as dt
from typing import Any

import campaigns.actions
from bloc.models import MinistryPost, MinistryRole, Office
from bloc.queries import ministry_line
from campaigns.models import (
    BoardEvaluation,
    CommentState,
    Evaluation,
    EvaluationComment,
    EvaluationPart,
    EvaluationState,
)
from config.demo.figures import between
from config.demo.play import on
from foundation import clock
from foundation.ballots.booth import AnsweredAlready
from members.models import Account, Board

DAY = dt.timedelta(days=1)
BEFORE = 25  # days from the asking to the conference
OPEN_FOR = 10  # days
TEXTS = {
    EvaluationPart.CHIEF: (
        "Chỉ đạo sát sao, văn bản gửi kịp thời (hư cấu).",
        "Đề nghị gửi tài liệu họp sớm hơn ba ngày (hư cấu).",
    ),
    EvaluationPart.DEPUTY: ("Phối hợp tốt, trả lời nhanh các đơn vị (hư cấu).",),
    EvaluationPart.WORK: (
        "Nên thống nhất sớm cách tính chỉ tiêu giải quyết việc làm (hư cấu).",
        "Chấm chéo nên có biên bản trao đổi giữa hai bên (hư cấu).",
    ),
    EvaluationPart.MEMBERS: ("Một số đơn vị gửi báo cáo còn chậm (hư cấu).",),
}
WITHHELD = "Nêu tên một đơn vị cụ thể (hư cấu)."


class Evaluating:
    """One year's evaluation, as far as the present day allows."""

    def __init__(self, emulation: Any) -> None:
        self.emulation = emulation
        self.year = emulation.year
        self.campaign = emulation.campaign

    def play(self, *, unfinished: bool) -> None:
        """Twice changes nothing that stands."""
        before = max(self.emulation.first, self.emulation.held_on - BEFORE * DAY)
        asked = clock.today() if unfinished else before
        if not self.emulation.happens(asked):
            return
        with on(asked):
            evaluation = self.opened(asked)
        boards = self.emulation.boards(
            max(self.campaign.opens_on, min(asked, self.campaign.closes_on))
        )
        answering = boards[len(boards) - len(boards) // 3 :] if unfinished else boards
        day = asked if unfinished else asked + 2 * DAY
        if evaluation.state == EvaluationState.OPEN and day <= evaluation.closes_on:
            with on(day):
                for place, board in enumerate(answering):
                    self.answer(evaluation, board, place)
        if not unfinished:
            self.finish(evaluation, asked + 3 * DAY)

    def opened(self, asked: dt.date) -> Evaluation:
        """The evaluation, with the usual questions, put to the boards."""
        secretary = self.year.secretary(self.campaign.year)
        found = self.campaign.evaluations.exclude(state=EvaluationState.WITHDRAWN).first()
        evaluation = found or campaigns.actions.draft_evaluation(
            self.campaign, is_invented=True, by=secretary
        )
        if evaluation.state == EvaluationState.DRAFT:
            campaigns.actions.open_evaluation(
                evaluation, closes_on=asked + OPEN_FOR * DAY, by=secretary
            )
        return evaluation

    def answer(self, evaluation: Evaluation, board: Board, place: int) -> None:
        """Marks from 3 to 5, and now and then a sentence; not which board said what is kept."""
        seed = (board.code, self.campaign.year)
        answers = {
            part: {
                "marks": [
                    round(between(3, 5, *seed, part, number))
                    for number, _question in enumerate(evaluation.questions[part])
                ],
                "text": self.text(part, place),
            }
            for part in evaluation.parts_for(board.pk)
        }
        try:
            campaigns.actions.answer_evaluation(
                BoardEvaluation(evaluation, board.pk), answers=answers, by=self.year.leader(board)
            )
        except AnsweredAlready:
            return  # played before

    def text(self, part: str, place: int) -> str:
        """Each sentence is said by one board; another one in each part."""
        texts = TEXTS[EvaluationPart(part)]
        start = 2 * EvaluationPart.values.index(part)
        return texts[place - start] if start <= place < start + len(texts) else ""

    def finish(self, evaluation: Evaluation, day: dt.date) -> None:
        """Counted, read by two, looked at by those concerned, published."""
        steps = (
            (EvaluationState.OPEN, day, campaigns.actions.close_evaluation),
            (EvaluationState.CLOSED, day + 4 * DAY, campaigns.actions.publish_evaluation),
        )
        for state, then, does in steps:
            if not self.emulation.happens(then):
                return
            evaluation.refresh_from_db()
            with on(then):
                if evaluation.state == state:
                    does(evaluation, by=self.year.secretary(self.campaign.year))
                self.read(evaluation)

    def read(self, evaluation: Evaluation) -> None:
        """Comments on the members name somebody and are withheld, all others released by two."""
        undecided = evaluation.comments.filter(state=CommentState.WAITING)
        for comment in undecided.select_related("evaluation__campaign__bloc", "paper"):
            readers = [each for each in self.readers() if self.may_read(each, comment)]
            is_withheld = comment.part == EvaluationPart.MEMBERS
            for reader in readers[:1] if is_withheld else readers[:2]:
                if is_withheld:
                    campaigns.actions.withhold_comment(comment, reason=WITHHELD, by=reader)
                else:
                    campaigns.actions.release_comment(comment, by=reader)

    def may_read(self, account: Account, comment: EvaluationComment) -> bool:
        return account.has_perm("campaigns.release_comment", comment)

    def readers(self) -> list[Account]:
        """The chief's, the deputy's and the ministry's people."""
        terms = self.campaign.bloc.terms.filter(year=self.campaign.year)
        boards = [term.board for term in terms.filter(office__in=[Office.CHIEF, Office.DEPUTY])]
        lines = ministry_line(self.campaign.bloc.organiser_id)
        posts = MinistryPost.objects.held_on(clock.today()).filter(
            ministry__in=lines, role=MinistryRole.REVIEWER
        )
        ministry = [Account.objects.get(pk=post.account_id) for post in posts]
        return [*[self.year.leader(board) for board in boards], *ministry]
