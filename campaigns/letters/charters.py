"""Who is told by mail what happens to a regulation or a plan."""

from bloc.models import Office
from campaigns.letters.readers import board_in_office, people_of, secretaries
from campaigns.models import Charter, Opinion
from campaigns.queries.registrations import boards_seated
from foundation import emails
from members.models import Account, Role


def tell_asked(charter: Charter, by: Account) -> None:
    """All boards read the draft and say what they think of it."""
    to, url = people_of(boards_seated(charter.campaign)), charter.get_absolute_url()
    emails.send("charter_asked", to, charter=charter, by=by, url=url)


def tell_opinion(opinion: Opinion) -> None:
    """Whoever writes the text: the secretary and the chief's leaders."""
    charter = opinion.charter
    chief = board_in_office(charter.bloc, charter.year, Office.CHIEF)
    leaders = people_of([chief] if chief else [], Role.LEADER)
    to = {*secretaries(charter.bloc, charter.year), *leaders}
    url = charter.get_absolute_url()
    emails.send("charter_answered", to, opinion=opinion, charter=charter, url=url)


def tell_reply(opinion: Opinion) -> None:
    """The board that had said something."""
    to, url = people_of([opinion.board]), opinion.charter.get_absolute_url()
    emails.send("charter_replied", to, opinion=opinion, charter=opinion.charter, url=url)


def tell_adopted(charter: Charter) -> None:
    """All boards know now what the bloc works by."""
    to, url = people_of(boards_seated(charter.campaign)), charter.get_absolute_url()
    emails.send("charter_adopted", to, charter=charter, url=url)
