"""The conferences in a person's own calendar, beside the deadlines (RFC 5545)."""

import datetime as dt

from django.conf import settings
from django.db.models import Q, Sum
from django.utils import timezone
from icalendar import Event

from campaigns.feed import SOURCES, host
from campaigns.queries.feeds import YEARS_BACK, seated_boards
from conferences.models import Conference
from foundation import clock
from members.models import Account

USUAL = 180  # minutes of a conference without an agenda


def events_of(account: Account) -> list[Event]:
    """The conferences of the person's blocs from last year on, those called off among them."""
    since = clock.today().year - YEARS_BACK
    rows = Conference.objects.filter(
        campaign__bloc__in=seated_boards(account), campaign__year__gte=since
    ).annotate(takes=Sum("items__minutes", filter=Q(items__removed_at=None)))
    found = rows.select_related("campaign__bloc").order_by("held_on", "hour", "pk")
    return [event(each) for each in found]


def event(conference: Conference) -> Event:
    """At its hour and place; one that was called off is cancelled in the calendar."""
    begins = timezone.make_aware(dt.datetime.combine(conference.held_on, conference.hour))
    takes = getattr(conference, "takes", None) or USUAL
    url = settings.BASE_URL + conference.get_absolute_url()
    made = Event()
    made.add("UID", f"conference-{conference.pk}@{host()}")
    made.add("DTSTAMP", clock.now().astimezone(dt.UTC))
    made.add("DTSTART", begins.astimezone(dt.UTC))
    made.add("DTEND", begins.astimezone(dt.UTC) + dt.timedelta(minutes=takes))
    made.add("SUMMARY", str(conference))
    made.add("LOCATION", conference.place)
    made.add("STATUS", "CANCELLED" if conference.called_off_at else "CONFIRMED")
    words = [str(conference.bloc), conference.called_off_why]
    made.add("DESCRIPTION", "\n".join([*filter(None, words), url]))
    made.add("URL", url)
    return made


SOURCES.append(events_of)
