"""Among whom the form of a conference lets choose, and what it proposes.

The offices are those that the permissions have looked up already in this request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bloc import queries as bloc_queries
from bloc.models import Office
from campaigns.models import Campaign
from campaigns.queries.activities import boards_of_year
from conferences.queries.conferences import leads, posts_at
from conferences.quorum import TWO_THIRDS
from members.models import Account, Board, Post

AT_THE_HEAD = (Office.CHIEF, Office.DEPUTY)


@dataclass(frozen=True)
class Choices:
    """The boards of the year, who works there, and who is at the bloc's head."""

    boards: list[Board]
    posts: list[Post]
    offices: dict[str, int]
    secretary: int | None

    def offered(
        self, chairs: Iterable[Account] = (), secretary: Account | None = None
    ) -> dict[str, Any]:
        """As the form takes them; who chairs and writes already may stay."""
        leaders = {post.account: post.board.short_name for post in filter(leads, self.posts)}
        chief = self.offices.get(Office.CHIEF)
        writers = [post.account for post in self.posts if post.board_id == chief]
        return {
            "boards": self.boards,
            "leaders": leaders | {each: "" for each in chairs if each not in leaders},
            "writers": list(dict.fromkeys([*writers, *([secretary] if secretary else [])])),
        }

    def usual(self) -> dict[str, Any]:
        """At the chief's place, chief and deputy chair, the bloc's secretary writes."""
        heads = {post.board_id: post.account for post in reversed(self.posts) if leads(post)}
        held = [self.offices.get(office) for office in AT_THE_HEAD]
        chief = self.offices.get(Office.CHIEF)
        return {
            "host": next((board for board in self.boards if board.pk == chief), None),
            "chairs": [heads[board] for board in held if board in heads],
            "secretary": next(
                (post.account for post in self.posts if post.account_id == self.secretary), None
            ),
            "quorum": TWO_THIRDS,
        }


def choices_for(campaign: Campaign, account: Account) -> Choices:
    """Of the year, as this person asks."""
    bloc = campaign.bloc_id
    year = bloc_queries.deciding_year(account, bloc, campaign.year)
    boards = boards_of_year(campaign)
    return Choices(
        boards,
        posts_at(boards),
        bloc_queries.offices(account, bloc, year),
        bloc_queries.secretary_of(account, bloc, year),
    )
