"""The buttons of the page of a regulation or a plan."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Charter, CharterAnswer, CharterState
from campaigns.next_steps import Step, step
from campaigns.regulations import charters as regulations
from members.models import Account, Board


def of_charter(charter: Charter, boards: Iterable[Board], account: Account) -> list[Step]:
    """What this person can do with it, the next thing first; ``boards`` of the year."""
    write = step("edit_charter", charter, account, _("Edit the text"))
    if charter.state == CharterState.DRAFT:
        return [*write, *consult(charter, account, _("Ask the boards for their opinions"))]
    if charter.state == CharterState.IN_COMMENT:
        return [
            *answers(charter, boards, account),
            *step("adopt_charter", charter, account, _("Adopt it")),
            *write,
            *consult(charter, account, _("Give the boards more time")),
        ]
    return []


def consult(charter: Charter, account: Account, label: object) -> list[Step]:
    """Show it to the boards, once there is something to read."""

    def check() -> None:
        if not charter.text.strip():
            raise regulations.CharterEmpty

    return step("consult_on_charter", charter, account, label, check)


def answers(charter: Charter, boards: Iterable[Board], account: Account) -> list[Step]:
    """One button for each of the person's boards."""
    mine = [board for board in boards if may_answer(account, CharterAnswer(charter, board))]
    return [
        Step(
            _("Give our opinion"),
            reverse("campaigns:answer_charter", args=[charter.pk, board.pk]),
            text=board.short_name if len(mine) > 1 else "",
        )
        for board in mine
    ]


def may_answer(account: Account, answer: Any) -> bool:
    return account.has_perm("campaigns.answer_charter", answer)
