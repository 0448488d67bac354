"""What the boards have said to a text as it stands. Knows no database."""

from collections.abc import Iterable
from dataclasses import dataclass

from pledges.content import Content
from pledges.models import fingerprint


@dataclass(frozen=True)
class Answers:
    """Which board has agreed to which part, and which has a comment open on it.

    A consent and a comment count for the words they were about: a changed text asks
    only for what changed. A comment that the secretary has replied to, or that the board
    has withdrawn, is no answer any more: the next word is the board's again.
    """

    digests: dict[str, str]  # part → fingerprint of the text as it stands
    agreed: frozenset[tuple[int, str]]  # (board, part)
    raised: frozenset[tuple[int, str]]

    @classmethod
    def to(
        cls,
        content: Content,
        consents: Iterable[tuple[int, str, str]],
        comments: Iterable[tuple[int, str, str]],
    ) -> "Answers":
        """consents: (board, part, fingerprint). comments, the open ones: (board, part, about)."""
        digests = content.fingerprints()
        return cls(
            digests,
            frozenset((board, part) for board, part, sha in consents if digests.get(part) == sha),
            frozenset(
                (board, part)
                for board, part, about in comments
                if digests.get(part) == fingerprint(about)
            ),
        )

    def to_agree(self, board: int) -> dict[str, str]:
        """Part → fingerprint of what the board has yet to agree to."""
        return {part: sha for part, sha in self.digests.items() if (board, part) not in self.agreed}

    def awaited_of(self, board: int) -> list[str]:
        """The parts to which the board has neither agreed nor raised anything."""
        return [part for part in self.to_agree(board) if (board, part) not in self.raised]

    def agrees(self, board: int) -> bool:
        """Whether the board has agreed to every part."""
        return not self.to_agree(board)

    def has_answered(self, board: int) -> bool:
        """Whether nothing is wanted of the board at the moment."""
        return not self.awaited_of(board)

    def is_silent(self, board: int) -> bool:
        """Whether the board has said nothing at all to the text as it stands."""
        return len(self.awaited_of(board)) == len(self.digests) > 0
