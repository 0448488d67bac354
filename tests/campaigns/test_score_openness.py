"""Whose points a person may read, before and after the lock."""

from dataclasses import dataclass, replace

import pytest

from campaigns.openness import CROSS, GIVEN, OFFICIAL, SELF, Reader, Year, opens

CHIEF, DEPUTY, BOARD, OTHER = range(1, 5)


@dataclass(frozen=True)
class Sheet:
    kind: str
    board_id: int
    scorer_id: int
    state: str = GIVEN


def own(board, state=GIVEN):
    return Sheet(SELF, board, board, state)


CHECK, SECOND = Sheet(CROSS, BOARD, CHIEF), Sheet(CROSS, BOARD, OTHER)
SETTLED = Sheet(OFFICIAL, BOARD, CHIEF)
DUTIES = frozenset({(CHIEF, BOARD), (OTHER, BOARD)})
EARLY = Year((own(BOARD),), DUTIES)
MINISTRY = Reader(frozenset(), is_ministry=True, oversees=True)
BOARDS_OWN, CHECKER = Reader(frozenset({BOARD})), Reader(frozenset({OTHER}))
OVERSEER = Reader(frozenset({DEPUTY}), oversees=True)


def year(*sheets, **facts):
    return replace(EARLY, sheets=(own(BOARD), *sheets), **facts)


@pytest.mark.parametrize("sheet", [own(BOARD), CHECK])
def test_what_is_under_hand_only_the_scorer_reads(sheet):
    draft = replace(sheet, state="draft")

    assert not any(opens(draft, reader, EARLY) for reader in (MINISTRY, CHECKER, OVERSEER))
    assert opens(draft, Reader(frozenset({sheet.scorer_id})), EARLY)


def test_official_points_under_hand_are_for_who_settles_them():
    draft = replace(SETTLED, state="draft")

    assert not any(opens(draft, reader, EARLY) for reader in (MINISTRY, CHECKER, OVERSEER))
    assert opens(draft, Reader(frozenset({CHIEF}), settles=True), EARLY)


def test_who_oversees_but_does_not_settle_reads_official_points_with_the_lock():
    assert not opens(SETTLED, OVERSEER, year(SETTLED))
    assert opens(SETTLED, OVERSEER, year(SETTLED, is_locked=True))


def test_checkers_read_the_self_score_that_they_check():
    assert opens(own(BOARD), CHECKER, EARLY)
    assert not opens(own(CHIEF), CHECKER, year(own(CHIEF)))


def test_a_checker_reads_another_check_after_its_own():
    assert not opens(CHECK, CHECKER, year(CHECK))
    assert not opens(CHECK, CHECKER, year(CHECK, replace(SECOND, state="draft")))
    assert opens(CHECK, CHECKER, year(CHECK, SECOND))


def test_a_board_reads_its_checks_when_all_are_there_or_are_explained():
    assert not opens(CHECK, BOARDS_OWN, year(CHECK))
    assert opens(CHECK, BOARDS_OWN, year(CHECK, SECOND))
    assert opens(CHECK, BOARDS_OWN, year(CHECK, explains=True))


def test_a_board_reads_its_official_points_with_the_lock():
    assert not opens(SETTLED, BOARDS_OWN, year(SETTLED, explains=True))
    assert opens(SETTLED, BOARDS_OWN, year(SETTLED, is_locked=True))


def test_even_the_chief_does_not_read_the_own_official_points_before():
    sheet = Sheet(OFFICIAL, CHIEF, DEPUTY)
    chief = Reader(frozenset({CHIEF}), oversees=True)

    assert not opens(sheet, chief, year(sheet))
    assert opens(sheet, chief, year(sheet, is_locked=True))


def test_who_oversees_and_competes_reads_others_after_the_own():
    assert not opens(own(BOARD), OVERSEER, EARLY)
    assert opens(own(BOARD), OVERSEER, year(own(DEPUTY)))
    assert opens(own(BOARD), OVERSEER, year(is_locked=True))


def test_a_plain_board_reads_nothing_of_others():
    stranger = Reader(frozenset({DEPUTY}))
    locked = year(CHECK, SETTLED, own(DEPUTY), is_locked=True)

    assert not any(opens(sheet, stranger, locked) for sheet in (own(BOARD), CHECK, SETTLED))


def test_the_ministry_reads_what_was_handed_in():
    assert all(opens(sheet, MINISTRY, EARLY) for sheet in (own(BOARD), CHECK, SETTLED))
