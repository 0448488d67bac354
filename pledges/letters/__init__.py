"""What is told by mail of a pledge: one letter, one function."""

from pledges.letters.readers import leaders_in
from pledges.letters.signing import (
    tell_declined,
    tell_drawing_failed,
    tell_refusal_taken_back,
    tell_released,
    tell_round_opened,
    tell_scan_confirmed,
    tell_scan_rejected,
    tell_scan_uploaded,
    tell_sealed,
)
from pledges.letters.text import (
    tell_all_agreed,
    tell_boards_asked,
    tell_boards_reminded,
    tell_comment_answered,
    tell_commented,
    tell_withdrawn,
)

__all__ = [
    "leaders_in",
    "tell_all_agreed",
    "tell_boards_asked",
    "tell_boards_reminded",
    "tell_comment_answered",
    "tell_commented",
    "tell_declined",
    "tell_drawing_failed",
    "tell_refusal_taken_back",
    "tell_released",
    "tell_round_opened",
    "tell_scan_confirmed",
    "tell_scan_rejected",
    "tell_scan_uploaded",
    "tell_sealed",
    "tell_withdrawn",
]
