"""The buttons of the page of a table of points."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.layouts import Layout
from campaigns.models import ScoringTable, TableAnswer, TableState
from campaigns.next_steps import Step, step
from campaigns.regulations import tables as regulations
from members.models import Account, Board


def of_table(
    table: ScoringTable,
    layout: Layout,
    versions: list[ScoringTable],
    boards: list[Board],
    account: Account,
) -> list[Step]:
    """What this person can do with it, the next thing first.

    ``versions`` of the year and ``boards`` of the bloc are those that the page has at hand.
    """
    if table.state == TableState.DRAFT:
        first = ask(table, account, _("Ask the boards for comments"))
        return [*edit(table, account, layout), *first]
    if table.state == TableState.IN_COMMENT:
        approve = step(
            "approve_table",
            table,
            account,
            _("Approve the table"),
            lambda: regulations.check_approve_table(table, layout, despite=True),
        )
        possible = [each for each in approve if not each.refusal]
        refused = [each for each in approve if each.refusal]
        more_time = ask(table, account, _("Give the boards more time"))
        return [
            *comment(table, boards, account), *possible, *edit(table, account, layout), *more_time,
            *refused,
        ]  # fmt: skip
    if table.state == TableState.APPROVED:
        return step(
            "revise_table",
            table,
            account,
            _("Change it by a new version"),
            lambda: regulations.check_nothing_open(versions),
        )
    return []


def edit(table: ScoringTable, account: Account, layout: Layout) -> list[Step]:
    """Write the lines; without any, a sheet is the other way."""
    steps = step("edit_table", table, account, _("Edit the table"))
    return steps if layout.groups else [*steps, *bring(table, account)]


def bring(table: ScoringTable, account: Account) -> list[Step]:
    return step("import_table", table, account, _("Import a sheet (XLSX)"))


def ask(table: ScoringTable, account: Account, label: object) -> list[Step]:
    """Show it to the boards, once there is something to read."""
    return step("ask_for_comments", table, account, label)


def comment(table: ScoringTable, boards: list[Board], account: Account) -> list[Step]:
    """One button for each of the person's boards."""
    mine = [board for board in boards if may_comment(account, TableAnswer(table, board))]
    return [
        Step(
            _("Comment on the table"),
            reverse("campaigns:comment_on_table", args=[table.pk, board.pk]),
            text=board.short_name if len(mine) > 1 else "",
        )
        for board in mine
    ]


def may_comment(account: Account, answer: Any) -> bool:
    return account.has_perm("campaigns.comment_on_table", answer)
