"""Who is told that a paper of a conference waits for their signature."""

from collections.abc import Iterable

from conferences.models import SignedPaper
from foundation import emails
from members.models import Account


def tell_paper_opened(signed: SignedPaper, signers: Iterable[Account]) -> None:
    """Everybody who signs it."""
    to = [account.email for account in signers]
    url = signed.get_absolute_url()
    emails.send("conference_paper_opened", to, signed=signed, url=url)
