"""What this person can do with a pledge now, or why not yet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bloc import queries as bloc
from foundation.refusals import Refusal
from members.models import Account
from pledges import queries
from pledges.models import Pledge, PledgeState
from pledges.regulations import text as regulations


@dataclass(frozen=True)
class Step:
    """One button, or the reason why it is not there yet."""

    label: Any
    url: str
    refusal: str = ""
    text: Any = ""
    is_wanted: bool = False  # it waits for this person: the red button


def of_pledge(pledge: Pledge, account: Account) -> list[Step]:
    """The buttons of the pledge's page, what waits for the person first.

    The pledge must come by ``queries.pledges_shown_to``.
    """
    if pledge.state == PledgeState.DRAFT:
        steps = of_draft(pledge, account)
    elif pledge.state == PledgeState.CONSULTATION:
        steps = of_consultation(pledge, account)
    else:
        steps = of_round(pledge, account)
    return sorted(steps, key=lambda step: (not step.is_wanted, bool(step.refusal)))


def of_draft(pledge: Pledge, account: Account) -> list[Step]:
    """Write the text, then send it to the boards."""
    is_written = bool(pledge.task_rows)  # type: ignore[attr-defined]
    steps = [
        step(pledge, account, "edit_pledge", _("Edit the text"), is_wanted=not is_written),
        step(
            pledge,
            account,
            "consult_boards",
            _("Send to the boards"),
            lambda: regulations.check_consult_boards(pledge),
            is_wanted=is_written,
        ),
    ]
    return [each for each in steps if each]


def of_consultation(pledge: Pledge, account: Account) -> list[Step]:
    """Answer for the board; change, send round again, remind; at last issue."""
    answers = queries.answers_shown(pledge)
    seated = bloc.seated_boards(account, pledge.bloc.pk)
    all_agree = all(answers.agrees(board) for board in seated)
    ask_again = _("Send the changes to the boards") if is_changed(pledge) else _("Ask again")
    steps = [
        answering(pledge, account),
        step(
            pledge,
            account,
            "issue_pledge",
            _("Issue the pledge"),
            lambda: regulations.check_issue_pledge(pledge, despite=True),
            is_wanted=all_agree,
        ),
        step(pledge, account, "consult_boards", ask_again, is_wanted=is_changed(pledge)),
        step(pledge, account, "edit_pledge", _("Edit the text")),
    ]
    return [each for each in steps if each]


def answering(pledge: Pledge, account: Account) -> Step | None:
    """A board whose answer is missing finds the way to it; named where the person has several."""
    answers, own = queries.answers_shown(pledge), queries.answers_of(account, pledge)
    for answer in own:
        if answers.has_answered(answer.board_id):
            continue
        url = f"{pledge.get_consultation_url()}?board={answer.board_id}"
        label = _("Agree or comment") if account.leads(answer.board_id) else _("Comment")
        whose = answer.board.short_name if len(own) > 1 else ""
        return Step(label, url, text=whose, is_wanted=True)
    return None


def is_changed(pledge: Pledge) -> bool:
    """Whether the text has been changed since it went to the boards."""
    kept = pledge.version_rows  # type: ignore[attr-defined]
    return bool(kept) and kept[-1] != queries.text_shown(pledge).as_json()


def of_round(pledge: Pledge, account: Account) -> list[Step]:
    """Close or withdraw what has been issued."""
    steps = [
        step(
            pledge,
            account,
            "close_pledge",
            _("Close without the missing boards"),
        )
        if pledge.state == PledgeState.OPEN
        else None,
        step(pledge, account, "withdraw_pledge", _("Withdraw the pledge")),
    ]
    return [each for each in steps if each]


def step(  # noqa: PLR0913 -- a button: whose, what, whether
    pledge: Pledge,
    account: Account,
    verb: str,
    label: Any,
    check: Callable[[], None] = lambda: None,
    *,
    is_wanted: bool = False,
) -> Step | None:
    """The button of a verb, greyed with the refusal where the regulations say not now."""
    if not account.has_perm(f"pledges.{verb}", pledge):
        return None
    url = reverse(f"pledges:{verb}", args=[pledge.pk])
    try:
        check()
    except Refusal as refusal:
        return Step(label, url, refusal=str(refusal))
    return Step(label, url, is_wanted=is_wanted)
