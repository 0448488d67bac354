"""What we know of pledges: who sees them, who has answered."""

from pledges.queries.consultation import (
    answers_of,
    answers_to,
    boards_not_agreed,
    boards_to_answer,
    consulted_boards,
    parts_to_agree,
    signing_boards,
    texts_agreed_before,
)
from pledges.queries.pledges import (
    DRAWING_TASK,
    TONES,
    answers_shown,
    drawing_of,
    pledges_shown_to,
    pledges_visible_to,
    standings_for,
    text_shown,
    toned,
    with_counts,
    years_without_pledge,
)

__all__ = [
    "DRAWING_TASK",
    "TONES",
    "answers_of",
    "answers_shown",
    "answers_to",
    "boards_not_agreed",
    "boards_to_answer",
    "consulted_boards",
    "drawing_of",
    "parts_to_agree",
    "pledges_shown_to",
    "pledges_visible_to",
    "signing_boards",
    "standings_for",
    "text_shown",
    "texts_agreed_before",
    "toned",
    "with_counts",
    "years_without_pledge",
]
