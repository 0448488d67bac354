"""A bloc whose boards can evaluate: chief, deputy, and as many as it takes."""

import datetime as dt

from campaigns import actions
from campaigns.models import BoardEvaluation
from members.models import Role
from tests import factories as make

DAY = dt.timedelta(days=1)


def leaders_of(world, cast, boards=6):
    """Board → its leader, for so many boards of the bloc."""
    found = {
        world.chief: cast["chief"],
        world.deputy: cast["deputy"],
        world.board: cast["leader"],
    }
    for position in range(4, boards + 1):
        board = make.SeatFactory(bloc=world.bloc, position=position).board
        found[board] = make.AccountFactory()
        make.PostFactory(account=found[board], board=board, role=Role.LEADER)
    return found


def drafted(world, cast):
    return actions.draft_evaluation(world.campaign, by=cast["secretary"])


def opened(world, cast, until, **settings):
    evaluation = drafted(world, cast)
    if settings:
        actions.change_evaluation(evaluation, by=cast["chief"], **settings)
    actions.open_evaluation(evaluation, closes_on=until, by=cast["chief"])
    return evaluation


def sheet(evaluation, board, mark=4, text=""):
    """The same mark everywhere, and the text in every part."""
    return {
        part: {"marks": [mark] * len(evaluation.questions[part]), "text": text}
        for part in evaluation.parts_for(board.pk)
    }


def answer(evaluation, board, leader, mark=4, text=""):
    answers = sheet(evaluation, board, mark, text)
    actions.answer_evaluation(BoardEvaluation(evaluation, board.pk), answers=answers, by=leader)


def all_answer(evaluation, leaders, text=""):
    for number, (board, leader) in enumerate(leaders.items()):
        answer(evaluation, board, leader, mark=1 + number % 5, text=text and f"{text} {number}")
