"""Two people changed the same things: who changed what, and one version out of both."""

import pytest

from campaigns import merging

BASE = {"a": "1", "b": "2", "c": "3"}
MARKS = merging.marks(BASE)


def test_marks_change_with_the_value_and_forget_what_is_not_there():
    assert merging.marks({"a": "1", "b": "", "c": None}) == {"a": merging.mark("1")}
    assert merging.mark("1") != merging.mark("2")
    assert merging.mark("") == merging.mark(None)


@pytest.mark.parametrize(
    ("now", "same"),
    [(BASE, True), (BASE | {"a": "9"}, False), (BASE | {"d": "4"}, False), ({"a": "1"}, False)],
)
def test_is_same(now, same):
    assert merging.is_same(now, MARKS) is same


@pytest.mark.parametrize(
    ("mine", "theirs", "both", "changed_by_both"),
    [
        (BASE, BASE, BASE, []),
        (BASE | {"a": "9"}, BASE, BASE | {"a": "9"}, []),  # only I
        (BASE, BASE | {"a": "8"}, BASE | {"a": "8"}, []),  # only they
        (BASE | {"a": "9"}, BASE | {"a": "8"}, BASE | {"a": "9"}, ["a"]),  # both: mine stands
        (BASE | {"a": "9"}, BASE | {"b": "8"}, {"a": "9", "b": "8", "c": "3"}, []),
        ({"b": "2", "c": "3"}, BASE, {"b": "2", "c": "3"}, []),  # I took it out
        (BASE, {"b": "2", "c": "3"}, {"b": "2", "c": "3"}, []),  # they took it out
        (BASE, BASE | {"d": "4"}, BASE | {"d": "4"}, []),  # they added it
        (BASE | {"d": "5"}, BASE | {"d": "4"}, BASE | {"d": "5"}, ["d"]),
    ],
)
def test_one_version_out_of_two(mine, theirs, both, changed_by_both):
    assert merging.merged(mine, theirs, MARKS) == both
    clashes = merging.clashes(mine, theirs, MARKS)
    assert [clash.key for clash in clashes if clash.both_changed] == changed_by_both
    assert {clash.key for clash in clashes} == {
        key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)
    }
