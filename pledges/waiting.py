"""What waits for whom in the pledges; the home page shows it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.waiting import Waiting
from members.models import Account
from pledges import queries, signing_pages
from pledges.models import Pledge, PledgeState


def waiting_for(account: Account) -> list[Waiting]:
    """What waits for the person: a signature, an answer, a text to write or to issue."""
    texts = [PledgeState.DRAFT, PledgeState.CONSULTATION]
    rows = (
        queries.pledges_visible_to(account)
        .filter(state__in=texts)
        .prefetch_related("tasks", "consents")
    )
    found = signing_pages.waiting_to_sign(account)
    for pledge in rows:
        if pledge.state == PledgeState.CONSULTATION:
            found += to_answer(account, pledge)
        if account.has_perm("pledges.edit_pledge", pledge):
            found += to_write(pledge)
        if pledge.state == PledgeState.CONSULTATION and account.has_perm(
            "pledges.issue_pledge", pledge
        ):
            found += to_issue(pledge)
    return found


def to_answer(account: Account, pledge: Pledge) -> list[Waiting]:
    """A leader whose board has not agreed to everything yet."""
    led = [each for each in queries.answers_of(account, pledge) if account.leads(each.board_id)]
    if not any(queries.parts_to_agree(answer) for answer in led):
        return []
    return [
        Waiting(
            title=_("Read and answer: %(pledge)s") % {"pledge": pledge},
            url=reverse("pledges:consultation", args=[pledge.pk]),
            button=_("Answer"),
            due_on=pledge.answers_due_on,
            bloc=str(pledge.bloc),
        )
    ]


def to_write(pledge: Pledge) -> list[Waiting]:
    """The draft, or comments that nobody has answered."""
    if pledge.state == PledgeState.DRAFT:
        return [
            Waiting(
                title=_("Finish the draft: %(pledge)s") % {"pledge": pledge},
                url=pledge.get_absolute_url(),
                button=_("Write"),
                bloc=str(pledge.bloc),
            )
        ]
    count = pledge.comments.filter(answered_at=None).count()
    if not count:
        return []
    text = ngettext("%(n)s comment without an answer", "%(n)s comments without an answer", count)
    return [
        Waiting(
            title=text % {"n": count},
            detail=str(pledge),
            url=reverse("pledges:consultation", args=[pledge.pk]),
            button=_("Open"),
            bloc=str(pledge.bloc),
        )
    ]


def to_issue(pledge: Pledge) -> list[Waiting]:
    """All boards have agreed: the chief may issue."""
    if queries.boards_not_agreed(pledge):
        return []
    return [
        Waiting(
            title=_("All boards have agreed: %(pledge)s") % {"pledge": pledge},
            url=reverse("pledges:issue_pledge", args=[pledge.pk]),
            button=_("Issue"),
            due_on=pledge.signed_on,
            bloc=str(pledge.bloc),
        )
    ]
