"""What people do about awards."""

from awards.actions.dossiers import add_dossier_part
from awards.actions.nominations import (
    attest_criteria,
    give_quota,
    grant_waiver,
    nominate_boards,
    put_to_vote,
    revoke_waiver,
)
from awards.actions.proposals import take_proposals

__all__ = [
    "add_dossier_part",
    "attest_criteria",
    "give_quota",
    "grant_waiver",
    "nominate_boards",
    "put_to_vote",
    "revoke_waiver",
    "take_proposals",
]
