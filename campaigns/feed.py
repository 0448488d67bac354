"""A person's deadlines as an iCalendar file, which telephones subscribe to (RFC 5545)."""

import datetime as dt
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vDuration

from campaigns.models import Activity
from campaigns.queries.feeds import Deadline
from foundation import clock
from members.models import Account

TYPE = "text/calendar; charset=utf-8"
PROGRAM = "-//Khoi thi dua//Nam thi dua//VI"
EVERY = dt.timedelta(hours=12)  # how often a program should look again
MORNING = dt.timedelta(hours=9)
DAY = dt.timedelta(days=1)
WARNED = (7, 1)  # days before the last one


SOURCES: list[Callable[[Account], list[Event]]] = []  # what the rooms above add for a person


def written(
    deadlines: Iterable[Deadline],
    activities: Iterable[Activity] = (),
    more: Iterable[Event] = (),
) -> bytes:
    """The file, in the language of whoever reads it."""
    calendar = Calendar.new(prodid=PROGRAM, name=_("Emulation year"), uid=f"calendar@{host()}")
    calendar.add("REFRESH-INTERVAL", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(EVERY))
    for deadline in deadlines:
        calendar.add_component(event(deadline))
    for activity in activities:
        calendar.add_component(meeting(activity))
    for each in more:
        calendar.add_component(each)
    return calendar.to_ical()


def event(deadline: Deadline) -> Event:
    """One phase, from its first day to its last: all day, without keeping anybody busy."""
    window = deadline.window
    made = Event()
    made.add("UID", uid(deadline))
    made.add("DTSTAMP", clock.now().astimezone(dt.UTC))
    made.add("DTSTART", window.opens_on)
    made.add("DTEND", window.closes_on + DAY)  # the first day that is not in it any more
    made.add("SUMMARY", title(deadline))
    made.add("DESCRIPTION", "\n".join(lines(deadline)))
    made.add("URL", address(deadline))
    made.add("TRANSP", "TRANSPARENT")
    for days in WARNED:
        made.add_component(alarm(deadline, days))
    return made


def meeting(activity: Activity) -> Event:
    """An activity of the bloc on its days; one that was called off is cancelled in the calendar."""
    made = Event()
    made.add("UID", f"activity-{activity.pk}@{host()}")
    made.add("DTSTAMP", clock.now().astimezone(dt.UTC))
    made.add("DTSTART", activity.since)
    made.add("DTEND", activity.until + DAY)
    made.add("SUMMARY", activity.name)
    made.add("LOCATION", activity.place)
    made.add("STATUS", "CANCELLED" if activity.called_off_at else "CONFIRMED")
    words = [str(activity.campaign.bloc), activity.called_off_why or activity.about]
    url = settings.BASE_URL + activity.get_absolute_url()
    made.add("DESCRIPTION", "\n".join([*filter(None, words), url]))
    made.add("URL", url)
    return made


def uid(deadline: Deadline) -> str:
    """The same for that phase and board for good, so that a changed day moves the entry."""
    board = f"-{deadline.board.code}" if deadline.board else ""
    return f"phase-{deadline.phase.pk}{board}@{urlsplit(settings.BASE_URL).hostname}"


def host() -> str:
    """The name of this server."""
    return urlsplit(settings.BASE_URL).hostname or ""


def title(deadline: Deadline) -> str:
    """As “Registration of targets 2026 (BQL Bình Định)”."""
    phase = str(deadline.phase.get_kind_display())
    board = f" ({deadline.board.short_name})" if deadline.board else ""
    return f"{phase[:1].upper()}{phase[1:]} {deadline.campaign.year}{board}"


def lines(deadline: Deadline) -> list[str]:
    """Which bloc, by when, and why longer."""
    window = deadline.window
    said = {"day": date_format(window.closes_on, "SHORT_DATE_FORMAT")}
    found = [str(deadline.campaign.bloc), _("Last day: %(day)s") % said]
    if window.is_extended:
        planned = date_format(window.planned_until, "SHORT_DATE_FORMAT")
        facts = {"day": planned, "reason": window.reason}
        found.append(_("Extended; planned until %(day)s. Reason: %(reason)s") % facts)
    return [*found, address(deadline)]


def address(deadline: Deadline) -> str:
    """The calendar's page."""
    return settings.BASE_URL + reverse("campaigns:calendar", args=[deadline.campaign.pk])


def alarm(deadline: Deadline, days: int) -> Alarm:
    """A reminder in the morning, so many days before the last one."""
    made = Alarm()
    made.add("ACTION", "DISPLAY")
    made.add("DESCRIPTION", title(deadline))
    made.add("TRIGGER", MORNING - (days + 1) * DAY, parameters={"RELATED": "END"})
    return made
