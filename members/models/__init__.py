"""Who the bloc is made of: management boards and their people."""

from members.models.boards import UNICODE, Board, BoardName, Contact, Kind, Merger
from members.models.papers import Certificate
from members.models.people import (
    Account,
    AccountManager,
    Capacity,
    Delegation,
    FactorReset,
    Invitation,
    Post,
    Role,
)

__all__ = [
    "UNICODE",
    "Account",
    "AccountManager",
    "Board",
    "BoardName",
    "Capacity",
    "Certificate",
    "Contact",
    "Delegation",
    "FactorReset",
    "Invitation",
    "Kind",
    "Merger",
    "Post",
    "Role",
]
