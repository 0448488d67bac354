"""What we know of pledges: who sees them, who has answered, what waits for whom."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from bloc import queries as bloc
from foundation import clock
from foundation.signing.models import PartyState
from members.models import Account, Board
from pledges.content import Content
from pledges.models import Answer, Consent, Part, Pledge, PledgeState

DRAWING_TASK = "pledges.tasks.draw_pledge"
GIVEN = [PartyState.SIGNED, PartyState.ON_PAPER]
TONES = {
    PledgeState.CONSULTATION: "now",
    PledgeState.OPEN: "gold",
    PledgeState.SEALED: "done",
    PledgeState.CLOSED: "late",
}


def pledges_visible_to(account: Account) -> QuerySet[Pledge]:
    """The pledges of the person's blocs; nobody sees another bloc's drafts."""
    rows = Pledge.objects.filter(campaign__bloc__in=bloc.blocs_visible_to(account))
    return rows.select_related("campaign__bloc", "campaign__regime", "round", "changed_by")


def standings_for(account: Account) -> list[Pledge]:
    """The pledges as the home page lists them: newest first, with how many have signed."""
    signed = Count("round__parties", filter=Q(round__parties__state__in=GIVEN))
    rows = pledges_visible_to(account).annotate(
        signed_count=signed, parties_count=Count("round__parties")
    )
    found = list(rows.order_by("-campaign__year")[:8])
    for pledge in found:
        pledge.tone = TONES.get(pledge.state, "later")
    return found


def part_name(content: Content, part: str) -> Any:
    """What a part is called on the screen: a heading, or the task's number."""
    if part in Part.values:
        return Part(part).label
    numbers = {task.key: number for number, task in enumerate(content.tasks, 1)}
    return _("Task %(number)s") % {"number": numbers.get(part, "–")}


def consulted_boards(pledge: Pledge) -> list[Board]:
    """The boards that are asked: those that sit in the bloc today."""
    return bloc.members_on(pledge.bloc, clock.today())


def signing_boards(pledge: Pledge) -> list[tuple[Board, str]]:
    """The boards that sign, with their office: chief and deputy of the pledge's year first."""
    if pledge.signed_on is None:
        return []
    return bloc.officers_first(pledge.bloc, pledge.year, pledge.signed_on)


def consents_of(pledge: Pledge) -> dict[int, dict[str, Consent]]:
    """Board → part → the consent that holds for the text as it stands."""
    current = Content.of_pledge(pledge).fingerprints()
    held: dict[int, dict[str, Consent]] = {}
    for consent in pledge.consents.select_related("given_by"):
        if current.get(consent.part) == consent.text_sha256:
            held.setdefault(consent.board_id, {})[consent.part] = consent
    return held


def boards_not_agreed(pledge: Pledge) -> list[Board]:
    """The boards that have not agreed to every part as it stands."""
    wanted = set(Content.of_pledge(pledge).fingerprints())
    held = consents_of(pledge)
    return [board for board in consulted_boards(pledge) if wanted - set(held.get(board.pk, {}))]


def parts_to_agree(answer: Answer) -> dict[str, str]:
    """Part → fingerprint of what the board has yet to agree to."""
    held = consents_of(answer.pledge).get(answer.board.pk, {})
    current = Content.of_pledge(answer.pledge).fingerprints()
    return {part: digest for part, digest in current.items() if part not in held}


def answers_of(account: Account, pledge: Pledge) -> Iterable[Answer]:
    """The boards for which the person may answer."""
    boards = {post.board_id: post.board for post in account.posts_today}
    return [Answer(pledge, board) for board in boards.values()]
