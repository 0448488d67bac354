"""What the timetable tells the keepers, once."""

import datetime as dt

import pytest
from django.core import mail

from bloc import tasks
from bloc.models import MinistryRole, Office
from foundation.audit.models import Event
from foundation.jobs.queue import inline
from members.models import FactorReset
from tests import factories as make
from tests.clock import on

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """Run the task, and say who was written to about what."""

    def run():
        mail.outbox.clear()
        with inline(), django_capture_on_commit_callbacks(execute=True):
            tasks.tell_keepers()
        return sorted((letter.to[0], letter.subject) for letter in mail.outbox)

    return run


def ask(account):
    return FactorReset.objects.create(account=account, reason="Mất máy", asked_by=account)


def test_the_keepers_learn_once_that_somebody_asked_for_a_new_factor(world, cast, told):
    ask(cast["writer"])

    assert told() == [(cast["keeper"].email, "writer đề nghị cấp lại xác thực hai bước")]
    assert told() == []
    assert Event.objects.filter(verb="bloc.tell_keepers_of_reset").count() == 1


def test_the_heirs_keeper_is_told_and_the_person_is_not(world, cast, told):
    heir = make.MinistryFactory(succeeds=world.ministry)
    other = make.MinistryPostFactory(ministry=heir, role=MinistryRole.KEEPER).account
    ask(cast["keeper"])

    assert [address for address, _ in told()] == [other.email]


def test_what_is_confirmed_is_not_told(cast, told):
    reset = ask(cast["writer"])
    reset.confirmed_by, reset.confirmed_at = cast["leader"], reset.asked_at
    reset.save()

    assert told() == []


def test_the_keepers_are_reminded_of_a_missing_chief_once_a_month(world, cast, told):
    world.bloc.terms.filter(office=Office.CHIEF).delete()
    letter = (cast["keeper"].email, f"{world.bloc} chưa có Khối trưởng năm {make.YEAR}")

    assert told() == [letter]
    assert told() == []
    with on(dt.date(make.YEAR, 7, 1)):
        assert told() == [letter]


def test_a_bloc_without_members_reminds_nobody(world, cast, told):
    make.BlocFactory(organiser=world.ministry)

    assert told() == []
