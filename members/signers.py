"""Who signs for a board, and in which capacity (NĐ 30/2020, phụ lục I, ô 7a)."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.documents.words import signing_lines
from members.models import Account, Capacity, Post, Role

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


def signer_among(posts: Sequence[Post], by: Account) -> Signer:
    """The person as one of a board's posts of a day signs: by the own one, or TUQ."""
    own = [post for post in posts if post.account_id == by.pk]
    post = next((post for post in own if post.role == Role.LEADER), own[0] if own else None)
    title = (post.title if post else "") or HEAD
    if post and post.role == Role.LEADER:
        return Signer(str(by), signing_lines(post.capacity, title, stood_for(post, posts)))
    return Signer(str(by), signing_lines(Capacity.TUQ, title, head_title(posts)))


def stood_for(post: Post, posts: Sequence[Post]) -> str:
    """In whose place the holder of a post signs."""
    return COLLECTIVE if post.capacity == Capacity.TM else head_title(posts)


def head_title(posts: Sequence[Post]) -> str:
    """The title of the board's head among the posts of a day."""
    heads = [post for post in posts if post.role == Role.LEADER and not post.capacity]
    return (heads[0].title if heads else "") or HEAD
