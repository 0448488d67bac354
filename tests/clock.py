"""Say in a test when it happens: ``with on(day): …``."""

import datetime as dt

import time_machine


def on(day: dt.date):
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=dt.timezone(dt.timedelta(hours=7)))
    return time_machine.travel(noon, tick=False)
