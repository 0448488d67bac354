"""What we know of pledges: who sees them, who has answered, what waits for whom."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from bloc import queries as bloc
from foundation import clock
from foundation.jobs.models import Job
from foundation.signing.models import PartyState
from members.models import Account, Board
from pledges.content import Content
from pledges.models import Answer, Consent, Part, Pledge, PledgeState, fingerprint

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


def with_counts(rows: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """With how many boards sign, and how many have."""
    signed = Count("round__parties", filter=Q(round__parties__state__in=GIVEN))
    counted = rows.annotate(signed_count=signed, parties_count=Count("round__parties"))
    return counted.order_by("-campaign__year", "campaign__bloc")


def toned(rows: Iterable[Pledge]) -> list[Pledge]:
    """With the colour of their state."""
    found = list(rows)
    for pledge in found:
        pledge.tone = TONES.get(pledge.state, "later")  # type: ignore[attr-defined]
    return found


def standings_for(account: Account) -> list[Pledge]:
    """The pledges as the home page lists them: the newest first."""
    return toned(with_counts(pledges_visible_to(account))[:8])


def drawing_of(pledge: Pledge) -> Job | None:
    """The job that draws the pledge, while it is being drawn."""
    if pledge.state != PledgeState.DRAWING:
        return None
    return Job.objects.filter(task=DRAWING_TASK, args=[pledge.pk]).last()


def named_parts(content: Content) -> list[tuple[str, Any, str]]:
    """(key, name, text) of every part that says something, in the paper's order."""
    return [(key, part_name(content, key), text) for key, text in content.parts()]


def part_of(pledge: Pledge, part: str) -> tuple[Any, str]:
    """Name and text of a part; empty where it is gone."""
    content = Content.of_pledge(pledge)
    return part_name(content, part), dict(content.parts()).get(part, "")


def texts_agreed_before(pledge: Pledge, board_id: int) -> dict[str, str]:
    """Part → the text to which the board agreed last, where a version still tells it."""
    texts: dict[tuple[str, str], str] = {}
    for version in pledge.versions.all():
        content = Content.of_version(version)
        digests = content.fingerprints()
        texts.update({(key, digests[key]): text for key, text in content.parts()})
    agreed = pledge.consents.filter(board=board_id).order_by("given_at")
    return {
        consent.part: texts[consent.part, consent.text_sha256]
        for consent in agreed
        if (consent.part, consent.text_sha256) in texts
    }


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
    for consent in pledge.consents.all():
        if consent.voided_at is None and current.get(consent.part) == consent.text_sha256:
            held.setdefault(consent.board_id, {})[consent.part] = consent
    return held


def boards_not_agreed(pledge: Pledge) -> list[Board]:
    """The boards that have not agreed to every part as it stands."""
    wanted = set(Content.of_pledge(pledge).fingerprints())
    held = consents_of(pledge)
    return [board for board in consulted_boards(pledge) if wanted - set(held.get(board.pk, {}))]


def parts_awaited(pledge: Pledge) -> dict[int, set[str]]:
    """Board → the parts for which its answer is missing; boards that owe none are left out.

    A part is answered by a consent, or by a comment on the text as it stands that the
    secretary has yet to reply to: until then the next word is not the board's.
    """
    current = Content.of_pledge(pledge).fingerprints()
    answered = {(board, part) for board, held in consents_of(pledge).items() for part in held}
    answered |= {
        (comment.board_id, comment.part)
        for comment in pledge.comments.all()
        if comment.answered_at is None and current.get(comment.part) == fingerprint(comment.about)
    }
    awaited = {
        board.pk: {part for part in current if (board.pk, part) not in answered}
        for board in consulted_boards(pledge)
    }
    return {board: parts for board, parts in awaited.items() if parts}


def boards_to_answer(pledge: Pledge) -> list[Board]:
    """The boards whose answer is missing, in whole or in part."""
    awaited = parts_awaited(pledge)
    return [board for board in consulted_boards(pledge) if board.pk in awaited]


def parts_to_agree(answer: Answer) -> dict[str, str]:
    """Part → fingerprint of what the board has yet to agree to."""
    held = consents_of(answer.pledge).get(answer.board.pk, {})
    current = Content.of_pledge(answer.pledge).fingerprints()
    return {part: digest for part, digest in current.items() if part not in held}


def answers_of(account: Account, pledge: Pledge) -> Iterable[Answer]:
    """The boards for which the person may answer."""
    boards = {post.board_id: post.board for post in account.posts_today}
    return [Answer(pledge, board) for board in boards.values()]
