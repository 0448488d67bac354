"""What this person can do with a pledge now, or why not yet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.refusals import Refusal
from members.models import Account
from pledges import queries
from pledges.content import Content
from pledges.models import Pledge, PledgeState
from pledges.regulations import text as regulations


@dataclass(frozen=True)
class Step:
    """One button, or the reason why it is not there yet."""

    label: Any
    url: str
    refusal: str = ""
    text: Any = ""


def of_pledge(pledge: Pledge, account: Account) -> list[Step]:
    """The buttons of the pledge's page, the next thing first."""
    return [*of_text(pledge, account), *of_round(pledge, account)]


def of_text(pledge: Pledge, account: Account) -> list[Step]:
    """Write, ask, issue: while the text is in hand."""
    if pledge.state not in regulations.WRITABLE:
        return []
    steps = []
    if pledge.state == PledgeState.CONSULTATION and account.boards_today:
        steps.append(answering(pledge, account))
    rows: list[tuple[str, Any, Callable[[], None]]] = [
        ("edit_pledge", _("Edit the text"), lambda: None),
        (
            "consult_boards",
            _("Send to the boards"),
            lambda: regulations.check_consult_boards(pledge),
        ),
        ("issue_pledge", _("Issue the pledge"), lambda: check_issue(pledge)),
    ]
    if pledge.state == PledgeState.CONSULTATION:
        rows.reverse()
    for verb, label, check in rows:
        if account.has_perm(f"pledges.{verb}", pledge):
            steps.append(step(pledge, verb, label, check))
    return [each for each in steps if each]


def answering(pledge: Pledge, account: Account) -> Step | None:
    """A board that has yet to agree finds the way to its answer."""
    if any(queries.parts_to_agree(answer) for answer in queries.answers_of(account, pledge)):
        url = reverse("pledges:consultation", args=[pledge.pk])
        return Step(_("Read and answer"), url)
    return None


def check_consult(pledge: Pledge) -> None:
    regulations.check_consult_boards(pledge)


def check_issue(pledge: Pledge) -> None:
    regulations.check_issue_pledge(pledge, despite=True)


def of_round(pledge: Pledge, account: Account) -> list[Step]:
    """Close or withdraw: once it has been opened for signature."""
    steps = []
    if pledge.state == PledgeState.OPEN and account.has_perm("pledges.close_pledge", pledge):
        steps.append(step(pledge, "close_pledge", _("Close without the missing boards"), None))
    if pledge.round_id and account.has_perm("pledges.withdraw_pledge", pledge):
        steps.append(step(pledge, "withdraw_pledge", _("Withdraw the pledge"), None))
    return steps


def step(pledge: Pledge, verb: str, label: Any, check: Callable[[], None] | None) -> Step:
    """The button of a verb, greyed with the refusal where the regulations say not now."""
    url = reverse(f"pledges:{verb}", args=[pledge.pk])
    try:
        if check:
            check()
    except Refusal as refusal:
        return Step(label, url, refusal=str(refusal))
    return Step(label, url)


def is_text_empty(pledge: Pledge) -> bool:
    """Whether nothing has been written yet."""
    return not Content.of_pledge(pledge).fingerprints()
