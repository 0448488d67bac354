"""Who is told that a year passes to another board."""

from bloc import queries as bloc_queries
from conferences.models import HandOver
from foundation import emails
from members.models import Board


def leaders(board: Board) -> list[str]:
    return [post.account.email for post in bloc_queries.joined_leaders([board.pk])]


def tell_handed_over(hand_over: HandOver) -> None:
    """The new chief is to look at it and to say that it was received."""
    send("year_handed_over", hand_over, hand_over.receiver)


def tell_received(hand_over: HandOver) -> None:
    """The old chief learns that it was received."""
    send("year_received", hand_over, hand_over.giver)


def send(letter: str, hand_over: HandOver, board: Board) -> None:
    to = leaders(board)
    emails.send(letter, to, hand_over=hand_over, url=hand_over.get_absolute_url())
