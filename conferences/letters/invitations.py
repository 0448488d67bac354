"""Who is invited by mail."""

from collections.abc import Iterable

from campaigns.letters.readers import people_of
from conferences import addresses
from conferences.models import Conference, Invitation
from conferences.queries.delegates import members_of
from conferences.queries.invitations import guests_of
from foundation import emails


def invite_boards(conference: Conference) -> None:
    """Leaders and officers of all boards; they answer on the page of those who take part."""
    url = conference.get_participants_url()
    to = people_of(members_of(conference))
    emails.send("conference_invited", to, conference=conference, url=url)


def invite_guests(invitations: Iterable[Invitation]) -> None:
    """Each with an address of their own."""
    for each in invitations:
        facts = {"conference": each.conference, "url": addresses.path(each), "guest": each}
        emails.send("conference_invited", [each.email], **facts)


def tell_changed(conference: Conference) -> None:
    """Whoever was invited learns of another day, hour or place."""
    url = conference.get_participants_url()
    to = people_of(members_of(conference))
    emails.send("conference_changed", to, conference=conference, url=url)
    for each in guests_of(conference).filter(sent_at__isnull=False):
        facts = {"conference": conference, "url": addresses.path(each)}
        emails.send("conference_changed", [each.email], **facts)
