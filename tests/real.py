"""Tests whose rows are really committed: regimes and what hangs on them have to outlive them."""

import pytest
from django.db import connection, transaction

from awards.models import (
    AwardCriterion,
    AwardKind,
    AwardMoney,
    BaseWage,
    Cap,
    DossierItem,
    FilingTerm,
    Incompatibility,
    KindCriterion,
    Threshold,
)
from bloc.models import Regime

# in the order in which they hang on each other
REFERENCE = [
    Regime, AwardKind, AwardCriterion, KindCriterion, Cap, Threshold, Incompatibility, DossierItem,
    FilingTerm, AwardMoney, BaseWage,
]  # fmt: skip


@pytest.fixture(scope="module")
def _regimes(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        rows = [(model, list(model.objects.all())) for model in REFERENCE]
    yield rows
    with django_db_blocker.unblock():
        restore(rows)
        connection.close()


def restore(tables):
    with transaction.atomic():
        for model, rows in tables:
            model.objects.bulk_create(rows, ignore_conflicts=True)


@pytest.fixture
def committed(transactional_db, _regimes):
    """The reference data stands, although the test before has emptied every table."""
    restore(_regimes)
