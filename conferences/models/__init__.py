"""Where a bloc meets: the conference, its agenda, who speaks and votes for each board."""

from conferences.models.agenda import AgendaDocument, AgendaItem
from conferences.models.arrival import Arrival, GuestArrival, Way
from conferences.models.ballot import (
    ELECTIONS,
    BallotOption,
    BallotStage,
    BoardAtBallot,
    ConferenceBallot,
    Purpose,
    ShareOf,
    ShowOfHands,
    Teller,
    TellerAtBallot,
    VoteKind,
)
from conferences.models.candidacy import Consent, HandOver
from conferences.models.conference import Chair, Conference, ConferenceKind
from conferences.models.delegate import BoardAtConference, Delegate, DelegateBasis
from conferences.models.invitation import Invitation, Reply
from conferences.models.minutes import Minutes, Speech
from conferences.models.publication import ConferencePhoto, Publication
from conferences.models.signing import PaperKind, PaperSignatory, Part, SignedPaper

__all__ = [
    "ELECTIONS",
    "AgendaDocument",
    "AgendaItem",
    "Arrival",
    "BallotOption",
    "BallotStage",
    "BoardAtBallot",
    "BoardAtConference",
    "Chair",
    "Conference",
    "ConferenceBallot",
    "ConferenceKind",
    "ConferencePhoto",
    "Consent",
    "Delegate",
    "DelegateBasis",
    "GuestArrival",
    "HandOver",
    "Invitation",
    "Minutes",
    "PaperKind",
    "PaperSignatory",
    "Part",
    "Publication",
    "Purpose",
    "Reply",
    "ShareOf",
    "ShowOfHands",
    "SignedPaper",
    "Speech",
    "Teller",
    "TellerAtBallot",
    "VoteKind",
    "Way",
]
