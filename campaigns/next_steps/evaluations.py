"""What a person can do with a year's evaluation now, or why not yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import BoardEvaluation, Evaluation, EvaluationComment, EvaluationState
from campaigns.next_steps import Step, step
from campaigns.queries.evaluations import undecided_for
from campaigns.regulations import evaluations as regulations
from foundation.refusals import Refusal
from members.models import Account


@dataclass(frozen=True)
class Press:
    """A button that does it at once, after asking ``confirm``."""

    label: Any
    url: str
    confirm: Any


def of_evaluation(
    evaluation: Evaluation,
    mine: Mapping[int, bool],
    texts: Iterable[EvaluationComment],
    account: Account,
) -> list[Step]:
    """The links, the next thing first.

    ``mine``: the person's boards, and whether they answered; ``texts``: all out of the box.
    """
    if evaluation.state == EvaluationState.DRAFT:
        return [
            *step("open_evaluation", evaluation, account, _("Ask the boards for their evaluation")),
            *step("change_evaluation", evaluation, account, _("Change the questions")),
            *withdraw(evaluation, account),
        ]
    if evaluation.state == EvaluationState.OPEN:
        return [
            *answer(evaluation, mine, account),
            *not_yet("close_evaluation", evaluation, account),
            *withdraw(evaluation, account),
        ]
    return [*read(evaluation, texts, account), *not_yet("publish_evaluation", evaluation, account)]


def answer(evaluation: Evaluation, mine: Mapping[int, bool], account: Account) -> list[Step]:
    """One answer for each of the person's boards."""
    for board, answered in mine.items():
        if not answered:
            who = BoardEvaluation(evaluation, board)
            return step(
                "answer_evaluation", who, account, _("Answer for your board"),
                lambda: regulations.check_taking_answers(evaluation),
            )  # fmt: skip
    return []


def read(
    evaluation: Evaluation, texts: Iterable[EvaluationComment], account: Account
) -> list[Step]:
    """Texts that wait for a second pair of eyes, or a first."""
    if not undecided_for(texts, account):
        return []
    url = reverse("campaigns:evaluation_comments", args=[evaluation.pk])
    return [Step(_("Read the comments and release them"), url)]


def withdraw(evaluation: Evaluation, account: Account) -> list[Step]:
    return step("withdraw_evaluation", evaluation, account, _("Withdraw the evaluation"))


CHECKS = {
    "close_evaluation": regulations.check_close_evaluation,
    "publish_evaluation": regulations.check_publish_evaluation,
}
LABELS = {
    "close_evaluation": _("Open the box"),
    "publish_evaluation": _("Publish the result"),
}
CONFIRMS = {
    "close_evaluation": _(
        "Papers are opened, shuffled and counted; nobody answers any more. Go on?"
    ),
    "publish_evaluation": _("The whole bloc sees the result. Go on?"),
}
MOMENT = {
    EvaluationState.OPEN: "close_evaluation",
    EvaluationState.CLOSED: "publish_evaluation",
}


def not_yet(verb: str, evaluation: Evaluation, account: Account) -> list[Step]:
    """The reason why the button is not there."""
    steps = step(verb, evaluation, account, LABELS[verb], lambda: CHECKS[verb](evaluation))
    return [each for each in steps if each.refusal]


def press(evaluation: Evaluation, account: Account) -> Press | None:
    """The button that closes or publishes, when it may be pressed."""
    verb = MOMENT.get(EvaluationState(evaluation.state))
    if verb is None or not account.has_perm(f"campaigns.{verb}", evaluation):
        return None
    try:
        CHECKS[verb](evaluation)
    except Refusal:
        return None
    return Press(LABELS[verb], reverse(f"campaigns:{verb}", args=[evaluation.pk]), CONFIRMS[verb])
