"""What a bloc gives: awards as the law words them, quotas of the year, who is proposed."""

from awards.models.dossier import DossierPart
from awards.models.kind import (
    AwardCriterion,
    AwardKind,
    KindCriterion,
    Level,
    Occasion,
    Proposer,
    Recipient,
    Sourced,
)
from awards.models.nomination import (
    Attestation,
    AwardBallot,
    Nomination,
    NominationState,
    Quota,
    Waiver,
)
from awards.models.proposal import NotProposed, Proposal
from awards.models.terms import (
    AwardMoney,
    BaseWage,
    Cap,
    Council,
    DossierItem,
    FilingTerm,
    Incompatibility,
    Step,
    Supplier,
    Threshold,
)

__all__ = [
    "Attestation",
    "AwardBallot",
    "AwardCriterion",
    "AwardKind",
    "AwardMoney",
    "BaseWage",
    "Cap",
    "Council",
    "DossierItem",
    "DossierPart",
    "FilingTerm",
    "Incompatibility",
    "KindCriterion",
    "Level",
    "Nomination",
    "NominationState",
    "NotProposed",
    "Occasion",
    "Proposal",
    "Proposer",
    "Quota",
    "Recipient",
    "Sourced",
    "Step",
    "Supplier",
    "Threshold",
    "Waiver",
]
