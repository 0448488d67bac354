"""What waits for whom in the pledges; the home page shows it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bloc import queries as bloc
from foundation.waiting import Waiting
from members.models import Account
from pledges import queries, signing_pages
from pledges.models import Pledge, PledgeState


def waiting_for(account: Account) -> list[Waiting]:
    """What waits for the person: a signature, an answer, a text to write or to issue."""
    unsigned = [PledgeState.DRAFT, PledgeState.CONSULTATION, PledgeState.DRAWING]
    found = signing_pages.waiting_to_sign(account)
    for pledge in queries.pledges_shown_to(account).filter(state__in=unsigned):
        found += waiting_at(pledge, account)
    return [*found, *drafts_to_begin(account)]


def waiting_at(pledge: Pledge, account: Account) -> Iterator[Waiting]:
    """What one pledge wants from this person."""
    if pledge.state == PledgeState.CONSULTATION:
        yield from to_answer(pledge, account)
    if account.has_perm("pledges.edit_pledge", pledge):
        yield from to_write(pledge)
    if account.has_perm("pledges.issue_pledge", pledge):
        yield from to_issue(pledge, account)


def to_answer(pledge: Pledge, account: Account) -> Iterator[Waiting]:
    """A leader whose board's answer is missing; an officer while the board is silent."""
    answers = queries.answers_shown(pledge)
    for answer in queries.answers_of(account, pledge):
        board = answer.board_id
        leads = account.leads(board)
        if answers.has_answered(board) or not (leads or answers.is_silent(board)):
            continue
        wanted = len(answers.awaited_of(board))
        parts = ngettext("%(n)s part of the text", "%(n)s parts of the text", wanted)
        yield Waiting(
            title=(_("Agree or comment: %(pledge)s") if leads else _("Comment: %(pledge)s"))
            % {"pledge": pledge},
            detail=f"{answer.board.short_name}, {parts % {'n': wanted}}",
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


def to_issue(pledge: Pledge, account: Account) -> Iterator[Waiting]:
    """All boards have agreed, or the drawing has failed: the chief decides."""
    seated = bloc.seated_boards(account, pledge.bloc.pk)
    if pledge.state == PledgeState.CONSULTATION:
        answers = queries.answers_shown(pledge)
        if seated and all(answers.agrees(board) for board in seated):
            title = _("All boards have agreed, issue it: %(pledge)s") % {"pledge": pledge}
            url = reverse("pledges:issue_pledge", args=[pledge.pk])
            yield Waiting(title, url, _("Issue"), due_on=pledge.signed_on, bloc=str(pledge.bloc))
    drawing = queries.drawing_of(pledge)
    if drawing and drawing.failed_at:
        title = _("The paper could not be drawn: %(pledge)s") % {"pledge": pledge}
        yield Waiting(title, pledge.get_absolute_url(), _("Look at it"), bloc=str(pledge.bloc))


def drafts_to_begin(account: Account) -> Iterator[Waiting]:
    """An open year of the person's bloc has no pledge yet."""
    if not account.posts_today and not account.delegations_today:
        return
    for campaign in queries.years_without_pledge(account):
        title = _("Draft the pledge of %(year)s") % {"year": campaign.year}
        url = reverse("pledges:draft_pledge", args=[campaign.pk])
        yield Waiting(title, url, _("Begin"), bloc=str(campaign.bloc))
