"""Where a bloc meets: the conference, its agenda, who speaks and votes for each board."""

from conferences.models.agenda import AgendaDocument, AgendaItem
from conferences.models.arrival import Arrival, GuestArrival, Way
from conferences.models.conference import Chair, Conference, ConferenceKind
from conferences.models.delegate import BoardAtConference, Delegate, DelegateBasis
from conferences.models.invitation import Invitation, Reply

__all__ = [
    "AgendaDocument",
    "AgendaItem",
    "Arrival",
    "BoardAtConference",
    "Chair",
    "Conference",
    "ConferenceKind",
    "Delegate",
    "DelegateBasis",
    "GuestArrival",
    "Invitation",
    "Reply",
    "Way",
]
