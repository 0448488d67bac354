"""Conferences for tests: called by the secretary, in ten days, at the chief's place."""

import datetime as dt

from conferences import actions
from conferences.models import ConferenceKind
from foundation.audit.log import sentence
from foundation.audit.models import Event
from tests.conftest import TODAY

DAY = dt.timedelta(days=1)


def facts(world, cast, **changed):
    usual = {
        "kind": ConferenceKind.MIDYEAR, "held_on": TODAY + 10 * DAY, "hour": dt.time(8),
        "place": "Hội trường tầng 2", "host": world.chief, "secretary": cast["secretary"],
        "chairs": [cast["chief"], cast["deputy"]],
    }  # fmt: skip
    return {**usual, **changed}


def called(world, cast, **changed):
    return actions.call_conference(
        world.campaign, **facts(world, cast, **changed), by=cast["secretary"]
    )


def past(world, cast, **changed):
    return called(world, cast, held_on=TODAY - 5 * DAY, **changed)


def item_on(conference, cast, title="Khai mạc", minutes=15, **facts):
    return actions.add_agenda_item(
        conference, title=title, minutes=minutes, by=cast["secretary"], **facts
    )


def last(verb):
    return sentence(Event.objects.filter(verb=f"conferences.{verb}").first())


def events(verb):
    return Event.objects.filter(verb=f"conferences.{verb}").count()
