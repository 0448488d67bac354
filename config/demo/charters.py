"""The bloc's regulation and its plan of the year as the demo plays them: both are invented.

The boards are asked, some answer, the chief adopts; in the present year the plan still lies
before the boards.
"""

import datetime as dt
from typing import Any

import campaigns.actions
from campaigns.models import Charter, CharterAnswer, CharterKind, CharterState
from config.demo import prose
from foundation import clock

DAY = dt.timedelta(days=1)
ASKED, ANSWERED, REPLIED, ADOPTED = 2 * DAY, 5 * DAY, 8 * DAY, 14 * DAY  # after the first day
TIME = 10 * DAY  # that the boards have


def play(emulation: Any, *, unfinished: bool) -> None:
    """Both papers, as far as the present day allows."""
    first = emulation.first
    for kind in (CharterKind.REGULATION, CharterKind.PLAN):
        if unfinished and kind == CharterKind.PLAN:
            emulation.step(emulation.today, lambda: ask(emulation, CharterKind.PLAN))
            continue
        emulation.step(first + ASKED, lambda kind=kind: ask(emulation, kind))
        emulation.step(first + ANSWERED, lambda kind=kind: answer(emulation, kind))
        emulation.step(first + REPLIED, lambda kind=kind: reply(emulation, kind))
        emulation.step(first + ADOPTED, lambda kind=kind: adopt(emulation, kind))


def ask(emulation: Any, kind: str) -> None:
    """The secretary drafts it and asks the boards."""
    if emulation.campaign.charters.filter(kind=kind).exists():
        return
    by = emulation.year.secretary(emulation.number)
    charter = campaigns.actions.draft_charter(
        emulation.campaign, kind=kind, is_invented=True, by=by
    )
    due = clock.today() + TIME
    campaigns.actions.consult_on_charter(charter, comments_due_on=due, by=by)


def asked(emulation: Any, kind: str) -> Charter | None:
    """The paper that lies before the boards."""
    rows = emulation.campaign.charters.filter(kind=kind, state=CharterState.IN_COMMENT)
    return rows.select_related("campaign__bloc").first()


def answer(emulation: Any, kind: str) -> None:
    """Half of the boards: the last of them wants something else, the others agree."""
    charter = asked(emulation, kind)
    if charter is None or charter.opinions.exists():
        return
    boards = emulation.boards(emulation.first)
    speakers = boards[: -(-len(boards) // 2)]
    for board in speakers:
        agrees = board != speakers[-1]
        campaigns.actions.answer_charter(
            CharterAnswer(charter, board),
            agrees=agrees,
            text="" if agrees else prose.OPINION,
            by=emulation.year.leader(board),
        )


def reply(emulation: Any, kind: str) -> None:
    """The secretary answers what was said."""
    charter = asked(emulation, kind)
    for opinion in charter.opinions.filter(replied_at=None).exclude(text="") if charter else ():
        campaigns.actions.reply_to_opinion(
            opinion, text=prose.OPINION_ANSWERED, by=emulation.year.secretary(emulation.number)
        )


def adopt(emulation: Any, kind: str) -> None:
    if charter := asked(emulation, kind):
        campaigns.actions.adopt_charter(charter, by=emulation.year.chief(emulation.number))
