"""Rows that hang on another row, fetched along with it as lists of objects."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject

Row = dict[str, Any]
MINE = {"campaign": OuterRef("pk")}  # the rows of a year
NOT_A_MEMBER = "đơn vị không còn trong Khối"  # stands in papers, hence Vietnamese


def listed(rows: QuerySet[Any], **facts: Any) -> ArraySubquery:
    """The rows as a list of objects."""
    return ArraySubquery(rows.values(row=JSONObject(**facts)))


def words_of(name: str) -> Cast:
    """A figure or points as words, for JSON knows no exact decimals."""
    return Cast(name, CharField())


def of(path: str) -> dict[str, OuterRef]:
    """The rows that point at the outer one by that path."""
    return {path: OuterRef("pk")}
