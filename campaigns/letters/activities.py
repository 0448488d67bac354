"""Who is told of an activity."""

from campaigns.letters.readers import people_of
from campaigns.models import Activity
from campaigns.queries import activities as queries
from foundation import emails


def tell_planned(activity: Activity) -> None:
    """All boards learn of it and may answer; of what is past nobody is written to."""
    if not activity.is_over:
        send("activity_planned", activity)


def tell_changed(activity: Activity) -> None:
    """All boards learn of another day or place, while it is still to come."""
    if not activity.is_over:
        send("activity_changed", activity)


def tell_called_off(activity: Activity) -> None:
    """All boards learn that it does not take place, and why."""
    send("activity_called_off", activity)


def send(letter: str, activity: Activity) -> None:
    """To leaders and officers of all boards."""
    to = people_of(queries.invited_to(activity))
    emails.send(letter, to, activity=activity, url=activity.get_absolute_url())
