"""What this person can do with a board now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import Account, Board

VERBS = {
    "members.invite_person": _("Invite somebody"),
    "members.delegate_powers": _("Lend powers"),
    "members.register_certificate": _("Register a certificate"),
    "members.enter_seal": _("Enter the picture of the seal"),
    "members.add_contact": _("Add a contact"),
}


@dataclass(frozen=True)
class Step:
    """One button."""

    label: Any
    url: str


def of_board(board: Board, account: Account) -> list[Step]:
    """The buttons of a board's page that this person may press."""
    return [
        Step(words, reverse(verb.replace(".", ":"), args=[board.pk]))
        for verb, words in VERBS.items()
        if account.has_perm(verb, board)
    ]
