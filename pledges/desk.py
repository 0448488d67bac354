"""The places under pledges, for the agents that sign there."""

from foundation.signing.desks import Desk, set_up
from pledges import actions
from pledges.models import Signatory


def find(number: int) -> Signatory | None:
    """A board's place under one pledge."""
    rows = Signatory.objects.select_related("board", "party__round", "pledge__campaign__bloc")
    return rows.filter(pk=number).first()


set_up(
    Desk(
        "pledges",
        find,
        prepare=actions.prepare_signature,
        finish=actions.finish_signature,
        give_up=actions.give_up_signature,
    )
)
