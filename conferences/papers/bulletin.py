"""The file of a ballot, with which every delegate can count anew (tệp kiểm lại)."""

from conferences.models import ConferenceBallot
from conferences.queries import ballots as queries
from foundation.ballots import bulletin


def bulletin_of(ballot: ConferenceBallot) -> str:
    """Question, roll, papers and result of a secret ballot that was counted."""
    outcome = queries.outcome_of(ballot)
    assert ballot.box, "an open vote has no box"
    assert outcome, "the ballot was counted"
    return bulletin.written(
        asks=ballot.box.asks,
        seats=ballot.box.asks["names"],
        public_key=bytes(ballot.box.public_key),
        rows=queries.rows_of(ballot),
        outcome=outcome,
        is_invented=ballot.conference.is_invented,
    )


def file_name(ballot: ConferenceBallot) -> str:
    """As it lies in a folder, by its place in the conference."""
    return f"kiem-phieu-{ballot.year}-{ballot.position}.json"
