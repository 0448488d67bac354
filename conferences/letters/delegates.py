"""Who is told that they vote for a board."""

from conferences.models import Delegate
from foundation import emails


def tell_named(delegate: Delegate) -> None:
    """The person learns for which board they vote, and where."""
    conference = delegate.conference
    context = {"delegate": delegate, "conference": conference}
    to = [delegate.account.email]
    emails.send("delegate_named", to, url=conference.get_absolute_url(), **context)
