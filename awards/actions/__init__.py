"""What people do about awards."""

from awards.actions.nominations import (
    attest_criteria,
    give_quota,
    grant_waiver,
    nominate_boards,
    revoke_waiver,
)

__all__ = [
    "attest_criteria",
    "give_quota",
    "grant_waiver",
    "nominate_boards",
    "revoke_waiver",
]
