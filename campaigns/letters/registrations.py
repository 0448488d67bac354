"""Letters about a board's registration of targets."""

from campaigns.letters.readers import deciders_about, people_of
from campaigns.models import Registration
from campaigns.queries import registrations as queries
from foundation import emails


def tell_submitted(registration: Registration) -> None:
    """Whoever decides about it: the chief, about the chief's own the deputy."""
    to = deciders_about(registration.bloc, registration.year, registration.board_id)
    send("registration_submitted", to, registration)


def tell_returned(registration: Registration) -> None:
    """The board: leaders and officers."""
    send("registration_returned", people_of([registration.board_id]), registration)


def tell_accepted(registration: Registration) -> None:
    """The board: leaders and officers."""
    send("registration_accepted", people_of([registration.board_id]), registration)


def send(template: str, to: list[str], registration: Registration) -> None:
    """What every one of these letters says."""
    emails.send(
        template,
        to,
        registration=registration,
        late=queries.days_late(registration),
        url=registration.get_absolute_url(),
    )
