"""Evaluations in every state: being written, open, counted, published."""

import datetime as dt
from types import SimpleNamespace

import campaigns.actions
from campaigns.models import BoardEvaluation, Evaluation
from campaigns.questionnaire import USUAL
from foundation import clock
from tests import factories as make

WEEK = dt.timedelta(days=7)


def evaluations(site: SimpleNamespace) -> None:
    """This year's is open and the last board has yet to answer; the others are of years before."""
    site.evaluation = opened(site, make.YEAR)
    answer(site, site.evaluation, site.boards[:-1])
    bloc_alone = {"work": USUAL["work"], "members": USUAL["members"]}
    site.counted = opened(site, 2025, questions=bloc_alone, threshold=3, first_days=3)
    answer(site, site.counted, site.boards)
    campaigns.actions.close_evaluation(site.counted, by=site.people["secretary"])
    site.evaluation_comment = site.counted.comments.first()
    published = opened(site, 2024, questions=USUAL, threshold=3, first_days=0)
    answer(site, published, site.boards)
    campaigns.actions.close_evaluation(published, by=site.people["secretary"])
    campaigns.actions.publish_evaluation(published, by=site.people["secretary"])
    site.drafted_evaluation = campaigns.actions.draft_evaluation(
        site.campaigns[2023], by=site.people["secretary"]
    )


def opened(site: SimpleNamespace, year: int, **settings: object) -> Evaluation:
    secretary = site.people["secretary"]
    evaluation = campaigns.actions.draft_evaluation(site.campaigns[year], by=secretary)
    if settings:
        campaigns.actions.change_evaluation(evaluation, by=secretary, **settings)
    campaigns.actions.open_evaluation(evaluation, closes_on=clock.today() + WEEK, by=secretary)
    return evaluation


def answer(site: SimpleNamespace, evaluation: Evaluation, boards: list) -> None:
    """Every board gives its marks, and says something."""
    for number, board in enumerate(boards):
        answers = {
            part: {
                "marks": [1 + number % 5] * len(evaluation.questions[part]),
                "text": "Phân công rõ hơn.",
            }
            for part in evaluation.parts_for(board.pk)
        }
        who = BoardEvaluation(evaluation, board.pk)
        campaigns.actions.answer_evaluation(who, answers=answers, by=site.leaders[board.pk])
