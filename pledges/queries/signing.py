"""What we know of the signatures under a pledge, and what waits for whom."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from bloc import queries as bloc
from foundation import clock
from foundation.documents.words import signing_lines
from foundation.signing.models import Revision, Round
from members.models import Account, Board, Capacity, Post, Role
from pledges.models import Pledge, Signatory

HEAD = "Trưởng ban"  # who is stood for where the board has named no head
COLLECTIVE = "Ban Quản lý"  # on whose behalf TM. signs


@dataclass(frozen=True)
class Signer:
    """Who stands under a signature, and the capitals above the name."""

    name: str
    lines: list[str]

    @property
    def title(self) -> str:
        return " / ".join(self.lines)


def signatories_visible_to(account: Account) -> QuerySet[Signatory]:
    """The places under the pledges of the person's blocs of today, with all that a page needs."""
    rows = Signatory.objects.filter(pledge__campaign__bloc__in=bloc.blocs_today(account))
    return rows.select_related(
        "board", "party__round", "party__signature", "pledge__campaign__bloc", "pledge__round"
    ).prefetch_related("board__names")


def signer_of(signatory: Signatory, by: Account) -> Signer:
    """Who signs for the board when this person acts.

    The person, in the capacity of the post, or TUQ. under delegated powers. A registry
    clerk applies the agency's signature in the name of the leader who released it.
    """
    board, party = signatory.board, signatory.party
    if not by.leads(board.pk) and party.released_by:
        by = Account.objects.get_by_natural_key(party.released_by)
    posts = list(board.posts.held_on(clock.today()).select_related("account"))
    own = [post for post in posts if post.account_id == by.pk]
    post = next((post for post in own if post.role == Role.LEADER), own[0] if own else None)
    title = (post.title if post else "") or HEAD
    if post and post.role == Role.LEADER:
        return Signer(str(by), signing_lines(post.capacity, title, stood_for(post, posts)))
    return Signer(str(by), signing_lines(Capacity.TUQ, title, head_title(posts)))


def stood_for(post: Post, posts: list[Post]) -> str:
    """In whose place the holder of a post signs (NĐ 30/2020, phụ lục I, ô 7a)."""
    return COLLECTIVE if post.capacity == Capacity.TM else head_title(posts)


def head_title(posts: list[Post]) -> str:
    """The title of the board's head among the posts of a day."""
    heads = [post for post in posts if post.role == Role.LEADER and not post.capacity]
    return (heads[0].title if heads else "") or HEAD


def addresses(boards: list[Board] | QuerySet[Board], role: str) -> list[str]:
    """The addresses of everybody who holds the role on one of the boards today."""
    posts = Post.objects.filter(board__in=boards, role=role, account__is_active=True)
    return list(posts.held_on(clock.today()).values_list("account__email", flat=True).distinct())


def addresses_of_each(boards: list[Board], role: str) -> dict[int, list[str]]:
    """The same for each board alone, by its number, asked for all at once."""
    posts = Post.objects.filter(board__in=boards, role=role, account__is_active=True)
    found: dict[int, list[str]] = {board.pk: [] for board in boards}
    for board_id, address in posts.held_on(clock.today()).values_list("board", "account__email"):
        found[board_id].append(address)
    return found


def places(pledge: Pledge) -> list[Signatory]:
    """All places under the pledge in its present round, in the paper's order."""
    if pledge.round is None:
        return []
    rows = Signatory.objects.filter(pledge=pledge, party__round=pledge.round_id)
    found = list(rows.select_related("board", "party__signature").prefetch_related("board__names"))
    for place in found:
        place.pledge = pledge
        place.party.round = pledge.round
    return found


def rounds_of(pledge: Pledge) -> QuerySet[Round]:
    """Every round in which the pledge was ever signed, the newest first, with its revisions."""
    revisions = Revision.objects.select_related("document__blob", "signature__party").order_by(
        "-number"
    )
    return (
        Round.objects.filter(parties__signatory__pledge=pledge)
        .distinct()
        .order_by("-pk")
        .prefetch_related(Prefetch("revisions", revisions))
    )
