"""Who is told by mail of an evaluation; nobody ever who has answered."""

from collections.abc import Iterable

from campaigns.letters.readers import people_of
from campaigns.models import Evaluation
from campaigns.queries.evaluations import boards_asked, shown_to_all_from
from foundation import emails
from members.models import Board, Role


def tell_opened(evaluation: Evaluation, boards: Iterable[Board]) -> None:
    """The leaders, who answer for their boards."""
    send("evaluation_opened", evaluation, boards)


def tell_closed(evaluation: Evaluation) -> None:
    """Whoever it is about sees the result first."""
    concerned = [board for board in (evaluation.chief, evaluation.deputy) if board]
    send("evaluation_closed", evaluation, concerned, shown_on=shown_to_all_from(evaluation))


def tell_published(evaluation: Evaluation) -> None:
    """All leaders read what came of it."""
    send("evaluation_published", evaluation, boards_asked(evaluation.campaign))


def tell_withdrawn(evaluation: Evaluation) -> None:
    """All leaders, whether they had answered or not."""
    send("evaluation_withdrawn", evaluation, boards_asked(evaluation.campaign))


def send(template: str, evaluation: Evaluation, boards: Iterable[Board], **more: object) -> None:
    to, url = people_of(boards, Role.LEADER), evaluation.get_absolute_url()
    emails.send(template, to, evaluation=evaluation, url=url, **more)
