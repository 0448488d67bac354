"""What a bloc does in a year: its calendar, what its boards set out to reach, what they report."""

from campaigns.models.calendar import (
    CalendarFeed,
    DayCorrection,
    Extension,
    MoreTime,
    Phase,
    PhaseKind,
)
from campaigns.models.campaign import Campaign, Taken
from campaigns.models.evidence import Evidence, Proof
from campaigns.models.example import Adoption, Example, ExampleKind
from campaigns.models.indicator import Better, Indicator
from campaigns.models.movement import (
    Launcher,
    Movement,
    MovementReview,
    MovementYear,
    Participation,
    Progress,
    Stage,
)
from campaigns.models.register import Direction, RegisteredPaper
from campaigns.models.registration import (
    Aim,
    BoardYear,
    Holder,
    Registration,
    RegistrationState,
    RegistrationVersion,
    Target,
)
from campaigns.models.reminder import Reminder
from campaigns.models.report import (
    BoardRequest,
    Figure,
    Heading,
    Report,
    ReportKind,
    ReportRequest,
    ReportState,
    ReportVersion,
    Section,
)

__all__ = [
    "Adoption",
    "Aim",
    "Better",
    "BoardRequest",
    "BoardYear",
    "CalendarFeed",
    "Campaign",
    "DayCorrection",
    "Direction",
    "Evidence",
    "Example",
    "ExampleKind",
    "Extension",
    "Figure",
    "Heading",
    "Holder",
    "Indicator",
    "Launcher",
    "MoreTime",
    "Movement",
    "MovementReview",
    "MovementYear",
    "Participation",
    "Phase",
    "PhaseKind",
    "Progress",
    "Proof",
    "RegisteredPaper",
    "Registration",
    "RegistrationState",
    "RegistrationVersion",
    "Reminder",
    "Report",
    "ReportKind",
    "ReportRequest",
    "ReportState",
    "ReportVersion",
    "Section",
    "Stage",
    "Taken",
    "Target",
]
