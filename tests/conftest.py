"""The world and its cast: one small bloc in the middle of its year."""

import datetime as dt
import signal
from types import SimpleNamespace

import pytest
from django.db import connection
from hypothesis import settings

from bloc.models import MinistryRole, Office
from members.models import Role
from tests import factories as make
from tests import template
from tests.clock import on

# what a test starts is to end with Ctrl-C and with its terminal: a run in the background ignores
# both, and hands that on
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
TODAY = dt.date(make.YEAR, 6, 15)
# examples are searched anew each time; a slow machine is no fault
settings.register_profile("house", database=None, deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix,
    django_db_keepdb,
    django_db_createdb,
):
    """The test database is copied from one that is migrated already."""
    if django_db_createdb or not django_db_keepdb:
        connection.settings_dict["TEST"]["TEMPLATE"] = template.made()


@pytest.fixture
def today():
    """It is the middle of the year."""
    with on(TODAY):
        yield TODAY


@pytest.fixture
def world(db):
    """One bloc with a chief, a deputy and a plain board, and one of everything in it."""
    bloc = make.BlocFactory(name="Khối thi đua số 1")
    chief, deputy, board = (
        make.SeatFactory(bloc=bloc, position=position).board for position in (1, 2, 3)
    )
    make.TermFactory(bloc=bloc, board=chief)
    make.TermFactory(bloc=bloc, board=deputy, office=Office.DEPUTY)
    campaign = make.CampaignFactory(bloc=bloc)
    pledge = make.PledgeFactory(campaign=campaign)
    return SimpleNamespace(
        ministry=bloc.organiser,
        bloc=bloc,
        chief=chief,
        deputy=deputy,
        board=board,
        campaign=campaign,
        pledge=pledge,
        tasks=[make.TaskFactory(pledge=pledge, position=n) for n in (1, 2, 3)],
    )


@pytest.fixture
def cast(world):
    """The people of that bloc, by the part they play; each is named for it."""

    def person(name, **facts):
        return make.AccountFactory(email=f"{name}@khoithidua.example", full_name=name, **facts)

    def on_board(name, board, role):
        title = "Trưởng ban" if role == Role.LEADER else "Chuyên viên"
        account = person(name)
        make.PostFactory(account=account, board=board, role=role, title=title)
        return account

    def in_ministry(name, role):
        account = person(name)
        make.MinistryPostFactory(account=account, ministry=world.ministry, role=role)
        return account

    parts = {
        "outsider": on_board("outsider", make.BoardFactory(), Role.LEADER),
        "writer": on_board("writer", world.board, Role.WRITER),
        "leader": on_board("leader", world.board, Role.LEADER),
        "clerk": on_board("clerk", world.board, Role.CLERK),
        "secretary": on_board("secretary", world.chief, Role.WRITER),
        "chief": on_board("chief", world.chief, Role.LEADER),
        "deputy": on_board("deputy", world.deputy, Role.LEADER),
        "reviewer": in_ministry("reviewer", MinistryRole.REVIEWER),
        "approver": in_ministry("approver", MinistryRole.APPROVER),
        "keeper": in_ministry("keeper", MinistryRole.KEEPER),
        "administrator": person("administrator", is_staff=True),
    }
    make.SecretaryFactory(bloc=world.bloc, account=parts["secretary"], appointed_by=parts["chief"])
    return parts
