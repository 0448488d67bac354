"""What the pages for the public show, and the one on which they are prepared."""

from typing import Any

from conferences.models import Conference, ConferenceBallot
from conferences.papers.count import conclusion_of
from conferences.queries import ballots
from conferences.queries import publication as queries
from conferences.regulations import publication as regulations
from foundation.refusals import Refusal
from members.models import Account

VERBS = (
    "add_conference_photo",
    "write_public_summary",
    "publish_conference",
    "withdraw_publication",
)


def of_conference(conference: Conference, account: Account) -> dict[str, Any]:
    """The summary, the photos, and what this person may do with them."""
    publication = queries.publication_of(conference)
    stands = not conference.called_off_at
    may = {verb: stands and account.has_perm(f"conferences.{verb}", conference) for verb in VERBS}
    publishes = may["publish_conference"] and not publication.published_at
    return {
        "publication": publication,
        "photos": queries.photos_of(conference),
        "shows": may["add_conference_photo"],
        "writes": may["write_public_summary"],
        "publishes": publishes,
        "withdraws": may["withdraw_publication"] and publication.published_at,
        "why_not": why_not(publication) if publishes else "",
    }


def why_not(publication: Any) -> str:
    """Why it cannot be published just now; empty if nothing is against it."""
    try:
        regulations.check_publish(publication)
    except Refusal as refusal:
        return str(refusal)
    return ""


def results_of(conference: Conference) -> list[tuple[ConferenceBallot, str]]:
    """Each declared ballot with its conclusion, in the words of its own minutes."""
    found = []
    for ballot in queries.declared_at(conference):
        outcome = ballots.outcome_of(ballot)
        assert outcome, "a declared ballot was counted"
        found.append((ballot, conclusion_of(ballot, outcome)))
    return found
