"""The pages of a bloc's regulations and plans, made ready."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from campaigns.charter_text import lines_of
from campaigns.models import Campaign, Charter, CharterKind, CharterState, Opinion
from campaigns.next_steps.charters import of_charter as steps_of
from campaigns.queries import charters as queries
from campaigns.queries.registrations import boards_seated
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.comparison import Piece, compare
from members.models import Account, Board

MOST_EVENTS = 20


@dataclass(frozen=True)
class Beginning:
    """A button to begin a draft of one kind."""

    kind: str
    label: Any


@dataclass(frozen=True)
class BoardLine:
    """What one board said last of the draft."""

    board: Board
    last: Opinion | None
    is_older: bool  # than the text as it stands


@dataclass(frozen=True)
class TextClash:
    """Two people have changed the text."""

    said: str
    charter: Charter
    theirs: list[Piece]
    ours: list[Piece]


def list_page(campaign: Campaign, account: Account) -> dict[str, Any]:
    """This year's, and those of the years before."""
    rows = list(queries.charters_of_bloc(account, campaign))
    now = [each for each in rows if each.campaign_id == campaign.pk]
    begun = {each.kind for each in now if each.is_open}
    drafts = account.has_perm("campaigns.draft_charter", campaign)
    return {
        "campaign": campaign,
        "current_bloc": campaign.bloc,
        "charters": now,
        "others": [each for each in rows if each.campaign_id != campaign.pk],
        "beginnings": [
            Beginning(kind.value, kind.label)
            for kind in CharterKind
            if drafts and kind.value not in begun
        ],
    }


def of_charter(charter: Charter, account: Account) -> dict[str, Any]:
    """One text, what the boards say of it, what comes next."""
    boards = boards_seated(charter.campaign)
    opinions = opinions_of(charter, boards)
    is_asking = charter.state == CharterState.IN_COMMENT
    return {
        "charter": charter,
        "campaign": charter.campaign,
        "current_bloc": charter.bloc,
        "lines": lines_of(charter.text),
        "opinions": opinions,
        "board_lines": lines_of_boards(charter, boards, opinions) if is_asking else [],
        "replies": charter.is_open and account.has_perm("campaigns.reply_to_opinion", charter),
        "steps": steps_of(charter, boards, account),
        "events": story(Event.objects.about(charter).order_by("-pk")[:MOST_EVENTS]),
    }


def opinions_of(charter: Charter, boards: list[Board]) -> list[Opinion]:
    """All of them; the names of the boards are at hand."""
    opinions = list(charter.opinions.select_related("board", "given_by", "replied_by"))
    known = {board.pk: board for board in boards}
    for opinion in opinions:
        opinion.charter = charter
        opinion.board = known.get(opinion.board_id, opinion.board)
    gone = [opinion.board for opinion in opinions if opinion.board_id not in known]
    prefetch_related_objects(gone, "names")
    return opinions


def lines_of_boards(
    charter: Charter, boards: list[Board], opinions: list[Opinion]
) -> list[BoardLine]:
    """For every board what it said last."""
    last = {opinion.board_id: opinion for opinion in opinions}
    return [
        BoardLine(board, mine, mine is not None and mine.edition < charter.edition)
        for board in boards
        for mine in [last.get(board.pk)]
    ]


def clash_of(charter: Charter, mine: str, said: str) -> TextClash:
    """What was saved meanwhile beside what was typed."""
    theirs, ours = compare(charter.text, mine)
    return TextClash(said, charter, theirs, ours)
