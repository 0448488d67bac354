"""What the page of the candidates shows."""

from dataclasses import dataclass
from typing import Any

from conferences.models import BoardAtConference, Conference, Consent
from conferences.queries import candidates as queries
from conferences.queries.candidates import Candidate
from members.models import Account


@dataclass(frozen=True)
class Line:
    """A board, its word, and whether this person gives it."""

    candidate: Candidate
    consent: Consent | None
    answers: bool


def of_conference(conference: Conference, account: Account) -> dict[str, Any]:
    """Whose turn it is first, then who may not stand; what this person's board has said."""
    said = {each.board_id: each for each in queries.consents_of(conference)}
    is_open = not (conference.is_over or conference.called_off_at)
    lines = [
        Line(
            each,
            said.get(each.board.pk),
            answers=is_open and answers(account, conference, each),
        )
        for each in sorted(queries.candidates(conference), key=place)
    ]
    own = [line for line in lines if line.answers and not line.consent]
    return {"lines": lines, "own": own, "agreed": len(said)}


def place(candidate: Candidate) -> tuple[bool, int]:
    return (not candidate.may_stand, candidate.suggestion_rank or 0)


def answers(account: Account, conference: Conference, candidate: Candidate) -> bool:
    """A leader of the board, which may stand."""
    who: Any = BoardAtConference(conference, candidate.board)
    return candidate.may_stand and account.has_perm("conferences.agree_to_stand", who)
