"""Who is told by mail that the bloc's summary report is out."""

from campaigns.letters.readers import people_of
from campaigns.models import RegisteredPaper, Summary
from campaigns.queries import reports as queries
from foundation import emails


def tell_issued(summary: Summary, paper: RegisteredPaper) -> None:
    """All boards learn where to read it."""
    to = people_of(queries.boards_of(summary.campaign))
    facts = {"summary": summary, "paper": paper, "url": summary.get_absolute_url()}
    emails.send("summary_issued", to, **facts)
