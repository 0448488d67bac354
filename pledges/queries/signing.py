"""What we know of the signatures under a pledge, and what waits for whom."""

from django.db.models import Prefetch, QuerySet

from bloc import queries as bloc
from foundation import clock
from foundation.signing.models import Revision, Round
from members.models import Account, Board, Post
from members.signers import Signer, signer_among
from pledges.models import Pledge, Signatory


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
    return signer_among(posts, by)


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
