"""What waits for whom in the pledges; the home page shows it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign
from foundation import clock
from foundation.waiting import Waiting
from members.models import Account
from pledges import queries
from pledges.models import Pledge, PledgeState
from pledges.pages import signing as signing_pages

UNSIGNED = {PledgeState.DRAFT, PledgeState.CONSULTATION, PledgeState.DRAWING}


def waiting_for(account: Account) -> list[Waiting]:
    """What waits for the person: a signature, an answer, a text to write or to issue."""
    if not account.posts_today:  # nothing of a pledge waits for somebody of a ministry alone
        return []
    found = signing_pages.waiting_to_sign(account)
    for year in queries.years_at_home(account):
        found += waiting_in(year, account)
    return found


def waiting_in(year: Campaign, account: Account) -> Iterator[Waiting]:
    """What the text of one year's pledge wants from this person, or that it has none."""
    pledge = getattr(year, "pledge", None)
    if pledge is None:
        yield from to_begin(year, account)
    elif pledge.state in UNSIGNED:
        if pledge.state == PledgeState.CONSULTATION:
            yield from to_answer(pledge, account)
        if account.has_perm("pledges.edit_pledge", pledge):
            yield from to_write(pledge)
        if account.has_perm("pledges.issue_pledge", pledge):
            yield from to_issue(pledge)


def to_begin(year: Campaign, account: Account) -> Iterator[Waiting]:
    """An open year has no pledge yet; a year that is over waits for none any more."""
    if year.year >= clock.today().year and account.has_perm("pledges.draft_pledge", year):
        title = _("Draft the pledge of %(year)s") % {"year": year.year}
        url = reverse("pledges:draft_pledge", args=[year.pk])
        yield Waiting(title, url, _("Begin"), bloc=str(year.bloc))


def to_answer(pledge: Any, account: Account) -> Iterator[Waiting]:
    """A leader whose board's answer is missing; an officer while the board is silent."""
    answers, own = (
        queries.answers_shown(pledge),
        queries.answers_of(account, pledge, pledge.seated_ids),
    )
    if len(own) > 1:
        prefetch_related_objects([answer.board for answer in own], "names")
    for answer in own:
        board, leads = answer.board_id, account.leads(answer.board_id)
        if answers.has_answered(board) or not (leads or answers.is_silent(board)):
            continue
        wanted = len(answers.awaited_of(board))
        parts = ngettext("%(n)s part of the text", "%(n)s parts of the text", wanted)
        whose = f"{answer.board.short_name}, " if len(own) > 1 else ""
        yield Waiting(
            title=(_("Agree or comment: %(pledge)s") if leads else _("Comment: %(pledge)s"))
            % {"pledge": pledge},
            detail=whose + parts % {"n": wanted},
            url=f"{pledge.get_consultation_url()}?board={board}",
            button=_("Answer"),
            due_on=pledge.answers_due_on,
            bloc=str(pledge.bloc),
        )


def to_write(pledge: Pledge) -> Iterator[Waiting]:
    """The draft, or comments that nobody has answered."""
    if pledge.state == PledgeState.DRAFT:
        title = _("Finish the draft: %(pledge)s") % {"pledge": pledge}
        yield Waiting(title, pledge.get_absolute_url(), _("Write"), bloc=str(pledge.bloc))
    count = len(pledge.comment_rows)  # type: ignore[attr-defined]
    if pledge.state == PledgeState.CONSULTATION and count:
        title = ngettext("Answer %(n)s comment", "Answer %(n)s comments", count) % {"n": count}
        url = f"{pledge.get_consultation_url()}#comments"
        yield Waiting(title, url, _("Answer"), detail=str(pledge), bloc=str(pledge.bloc))


def to_issue(pledge: Any) -> Iterator[Waiting]:
    """All boards have agreed, or the drawing has failed: the chief decides."""
    if pledge.state == PledgeState.CONSULTATION:
        answers = queries.answers_shown(pledge)
        if pledge.seated_ids and all(answers.agrees(board) for board in pledge.seated_ids):
            title = _("All boards have agreed, issue it: %(pledge)s") % {"pledge": pledge}
            url = reverse("pledges:issue_pledge", args=[pledge.pk])
            yield Waiting(title, url, _("Issue"), due_on=pledge.signed_on, bloc=str(pledge.bloc))
    if pledge.state == PledgeState.DRAWING and pledge.drawing_failed_at:
        title = _("The paper could not be drawn: %(pledge)s") % {"pledge": pledge}
        yield Waiting(title, pledge.get_absolute_url(), _("Look at it"), bloc=str(pledge.bloc))
