"""What is done with a pledge."""

from pledges.actions.other_ways import (
    confirm_scan,
    decline_pledge,
    reject_scan,
    take_back_refusal,
    upload_scan,
    upload_signed,
)
from pledges.actions.signing import (
    finish_signature,
    give_up_signature,
    prepare_signature,
    release_pledge,
    seal_pledge,
    sign_with_key_file,
)

__all__ = [
    "confirm_scan",
    "decline_pledge",
    "finish_signature",
    "give_up_signature",
    "prepare_signature",
    "reject_scan",
    "release_pledge",
    "seal_pledge",
    "sign_with_key_file",
    "take_back_refusal",
    "upload_scan",
    "upload_signed",
]
