"""What changed between two texts, word by word and part by part."""

import pytest

from foundation.comparison import GONE, NEW, SAME, Piece, compare, merged, moved_keys, rows, woven


def test_compare_marks_words_not_letters():
    left, right = compare("Thu hút ít nhất 10 dự án.", "Thu hút 12 dự án mới.")

    assert left == [
        Piece(SAME, "Thu hút "),
        Piece(GONE, "ít nhất 10 "),
        Piece(SAME, "dự "),
        Piece(GONE, "án."),
    ]
    assert right == [
        Piece(SAME, "Thu hút "),
        Piece(NEW, "12 "),
        Piece(SAME, "dự "),
        Piece(NEW, "án mới."),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("một", ""), ("", "một hai"), ("một  hai\nba", "một hai ba"), ("a b c", "c b a")],
)
def test_compare_loses_no_word(before, after):
    left, right = compare(before, after)

    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == after


def test_compare_takes_no_account_of_spaces():
    left, right = compare("một  hai\nba", "một hai ba")

    assert {piece.kind for piece in left + right} == {SAME}


def test_merged_puts_what_is_gone_before_what_took_its_place():
    assert merged("ít nhất 10 dự án", "ít nhất 12 dự án") == [
        Piece(SAME, "ít nhất "),
        Piece(GONE, "10 "),
        Piece(NEW, "12 "),
        Piece(SAME, "dự án"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("abc", "abc", "abc"),
        ("abc", "cba", "cba"),
        ("abc", "ac", "abc"),
        ("abc", "bc", "abc"),
        ("abc", "xc", "abxc"),
        ("", "ab", "ab"),
        ("ab", "", "ab"),
    ],
)
def test_woven_keeps_the_second_order_and_every_key(first, second, expected):
    assert "".join(woven(first, second)) == expected


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [("abcd", "abcd", ""), ("abcd", "dabc", "d"), ("abcd", "xabcd", ""), ("abcd", "acd", "")],
)
def test_moved_keys_are_the_fewest(first, second, moved):
    """A new task in front shifts all numbers, but moves nothing."""
    assert moved_keys(first, second) == set(moved)


def test_rows_know_a_part_by_its_key():
    before = [("a", "Task 1", "một"), ("b", "Task 2", "hai"), ("c", "Task 3", "ba")]
    after = [("c", "Task 1", "ba"), ("a", "Task 2", "một mới"), ("d", "Task 3", "bốn")]

    found = [
        (row.key, row.name_before, row.name_after, row.is_changed, row.is_moved)
        for row in rows(before, after)
    ]

    assert found == [
        ("c", "Task 3", "Task 1", False, True),
        ("a", "Task 1", "Task 2", True, False),
        ("b", "Task 2", "", True, False),
        ("d", "", "Task 3", True, False),
    ]
