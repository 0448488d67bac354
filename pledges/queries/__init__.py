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
    answers_shown,
    drawing_of,
    pledges_not_drawn,
    pledges_shown_to,
    pledges_visible_to,
    standings_for,
    text_shown,
    with_counts,
    years_at_home,
    years_without_pledge,
)

__all__ = [
    "DRAWING_TASK",
    "answers_of",
    "answers_shown",
    "answers_to",
    "boards_not_agreed",
    "boards_to_answer",
    "consulted_boards",
    "drawing_of",
    "parts_to_agree",
    "pledges_not_drawn",
    "pledges_shown_to",
    "pledges_visible_to",
    "signing_boards",
    "standings_for",
    "text_shown",
    "texts_agreed_before",
    "with_counts",
    "years_at_home",
    "years_without_pledge",
]
