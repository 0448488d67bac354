"""Who is told of a conference."""

from campaigns.letters.readers import people_of
from conferences.models import Conference
from conferences.queries.delegates import members_of
from foundation import emails


def tell_called_off(conference: Conference) -> None:
    """Leaders and officers of all boards learn that it does not take place, and why."""
    to = people_of(members_of(conference))
    url = conference.get_absolute_url()
    emails.send("conference_called_off", to, conference=conference, url=url)
