"""Tests whose rows are really committed: what the migrations brought has to outlive them."""

import pytest
from django.db import connection

from bloc.models import Regime


@pytest.fixture(scope="module")
def _regimes(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        rows = list(Regime.objects.all())
    yield rows
    with django_db_blocker.unblock():
        Regime.objects.bulk_create(rows, ignore_conflicts=True)
        connection.close()


@pytest.fixture
def committed(transactional_db, _regimes):
    """The reference data stands, although the test before has emptied every table."""
    Regime.objects.bulk_create(_regimes, ignore_conflicts=True)
