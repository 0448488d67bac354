"""Who is told of a movement."""

from bloc import queries as bloc_queries
from campaigns.letters.readers import people_of
from campaigns.models import MovementYear
from foundation import clock, emails


def tell_launched(year: MovementYear) -> None:
    """The boards' people learn of it and may join."""
    boards = bloc_queries.members_on(year.bloc, clock.today())
    url = year.get_absolute_url()
    emails.send("movement_launched", people_of(boards), year=year, movement=year.movement, url=url)
