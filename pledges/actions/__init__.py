"""What is done with a pledge."""

from pledges.actions.signing import (
    finish_signature,
    give_up_signature,
    prepare_signature,
    release_pledge,
    seal_pledge,
    sign_with_key_file,
)

__all__ = [
    "finish_signature",
    "give_up_signature",
    "prepare_signature",
    "release_pledge",
    "seal_pledge",
    "sign_with_key_file",
]
