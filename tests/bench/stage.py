"""The case of 2020, played up to its drawn pledge, in a database that is dropped afterwards."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.test.utils import (
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)

from config.demo.keys import Keyring
from config.demo.scenario import Scenario
from config.demo.year import Year
from config.environment import ROOT
from foundation.jobs import queue
from foundation.signing.codes import new_code
from pledges.models import Pledge, PledgeState, Version
from pledges.tasks import draw_pledge
from tests import template

CASE = ROOT / "config" / "cases" / "2020.json"


@contextmanager
def scratch_database() -> Iterator[None]:
    """Made for the bench, dropped after it, whatever happens."""
    setup_test_environment(debug=False)
    connection.settings_dict["TEST"]["TEMPLATE"] = template.made()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0)
        teardown_test_environment()


class Unsigned(Year):
    """The bench gives the signatures itself."""

    def sign(self, *_pledge: object, **_how: object) -> None:
        """Leave the pledge open."""


def play_case(folder: Path) -> Scenario:
    """Organisation, text, consultation and drawing, by the demo's own steps."""
    case = json.loads(CASE.read_text(encoding="utf-8"))
    scenario = Scenario(case, Keyring(folder), say=lambda _line: None)
    with queue.inline():
        with transaction.atomic():
            scenario.bloc = scenario.organisation.play()
        scenario.trust_the_demo(scenario.make_administrator())
        scenario.year = Unsigned(scenario.bloc, scenario.keyring, scenario.say)
        scenario.play_pledge()
    return scenario


def issue_anew(pledge: Pledge) -> None:
    """Frozen under a new code, and not drawn yet: the next run finds what the first one found."""
    Pledge.objects.filter(pk=pledge.pk).update(state=PledgeState.DRAWING, round=None)
    last = pledge.versions.latest("number")
    content = last.content | {"code": new_code()}
    Version.objects.create(
        pledge=pledge, number=last.number + 1, content=content, made_by_id=last.made_by_id
    )


def open_anew(pledge: Pledge) -> Pledge:
    """The pledge with a fresh round that nobody has signed."""
    issue_anew(pledge)
    draw_pledge(pledge.pk)
    return Pledge.objects.select_related("round__drawn", "campaign__bloc").get(pk=pledge.pk)
