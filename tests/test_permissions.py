"""docs/permissions.md is the truth; this makes it so."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from rules.permissions import permissions as registered

from tests import factories as make

TABLE = Path(__file__).parent.parent / "docs" / "permissions.md"
LINES = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in TABLE.read_text().splitlines()
    if line.startswith("|") and not line.startswith("|--")
]
HEAD = next(line for line in LINES if line[0] == "permission")
ROWS = [line for line in LINES if "." in line[0]]
# the same person, asked about something that belongs to the chief's own board
ABOUT_CHIEFS_BOARD = {"chief (own board)": "chief", "deputy (chief's board)": "deputy"}


def subject(world, cast, part):
    """Something of that bloc and year, of an ordinary board unless the column says otherwise."""
    board = world.chief if part in ABOUT_CHIEFS_BOARD else world.board
    return SimpleNamespace(
        board=board,
        board_id=board.pk,
        scorer_id=board.pk,
        kind="self",
        bloc=world.bloc,
        year=make.YEAR,
        ministry_id=world.ministry.pk,
        account_id=cast["secretary" if part in ABOUT_CHIEFS_BOARD else "writer"].pk,
    )


@pytest.mark.parametrize("part", HEAD[1:])
def test_permissions_of(today, world, cast, part):
    person = cast[ABOUT_CHIEFS_BOARD.get(part, part)]
    thing = subject(world, cast, part)
    column = HEAD.index(part)

    allowed = {row[0] for row in ROWS if person.has_perm(row[0], thing)}

    assert allowed == {row[0] for row in ROWS if row[column] == "x"}


def test_every_permission_is_in_the_table():
    assert {permission for permission, *_ in ROWS} == set(registered)


def test_the_table_names_each_permission_once():
    names = [permission for permission, *_ in ROWS]
    assert sorted(names) == sorted(set(names))
