"""What the page of the minutes shows."""

from typing import Any

from conferences.models import Conference, PaperKind
from conferences.queries import minutes as queries
from conferences.queries import signing
from conferences.regulations import minutes as regulations
from foundation.refusals import Refusal
from members.models import Account


def of_conference(conference: Conference, account: Account) -> dict[str, Any]:
    """The items with what was said, the conclusion, and what this person may do."""
    minutes = queries.minutes_of(conference)
    stands = not conference.called_off_at and not minutes.agreed_at
    is_open = stands and conference.opened_at is not None
    agrees = is_open and account.has_perm("conferences.agree_minutes", conference)
    papers = list(signing.signed_papers_of(conference))
    is_agreed = minutes.agreed_at is not None
    may_issue = is_agreed and account.has_perm("conferences.issue_notice", conference)
    return {
        "minutes": minutes,
        "items": queries.spoken_items(conference),
        "writes": is_open and account.has_perm("conferences.note_speech", conference),
        "agrees": agrees,
        "papers": papers,
        "issues_notice": may_issue and not any(each.kind == PaperKind.NOTICE for each in papers),
        "why_not": why_not(minutes) if agrees else "",
    }


def why_not(minutes: Any) -> str:
    """Why they cannot be agreed just now; empty if nothing is against it."""
    try:
        regulations.check_agree_minutes(minutes)
    except Refusal as refusal:
        return str(refusal)
    return ""
