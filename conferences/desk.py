"""The places under papers of a conference, for the agents that sign there."""

from conferences import actions
from conferences.queries.signing import find
from foundation.signing.desks import Desk, set_up

set_up(
    Desk(
        "conferences",
        find,
        prepare=actions.prepare_paper_signature,
        finish=actions.finish_paper_signature,
        give_up=actions.give_up_paper_signature,
    )
)
