"""Two people have changed the same text: what is proposed, and what comes of the choices."""

import datetime as dt
from dataclasses import replace

import pytest

from pledges import merging
from pledges.content import Content, TaskText
from pledges.merging import MINE, ORDER, THEIRS

A, B, C = (TaskText(f"Nội dung {letter}", letter * 8) for letter in "abc")
BASE = Content(
    grounds="Căn cứ Luật",
    tasks=(A, B, C),
    targets="Vượt mức",
    place="Đà Nẵng",
    signed_on=dt.date(2026, 1, 15),
)


def reworded(task, text):
    return replace(task, text=text)


def clashes(mine, theirs):
    """Part → (proposed, both changed)."""
    found = merging.clashes(mine, theirs, merging.marks(BASE))
    return {clash.part: (clash.proposed, clash.both_changed) for clash in found}


def test_the_same_change_is_no_clash():
    mine = replace(BASE, targets="Khác")

    assert clashes(mine, mine) == {}


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({"targets": "Tôi"}, {}, {"targets": (MINE, False)}),
        ({}, {"targets": "Họ"}, {"targets": (THEIRS, False)}),
        ({"targets": "Tôi"}, {"targets": "Họ"}, {"targets": (MINE, True)}),
        ({"place": "Tôi"}, {"targets": "Họ"}, {"place": (MINE, False), "targets": (THEIRS, False)}),
        ({}, {"signed_on": None}, {"signed_on": (THEIRS, False)}),
        ({}, {"tasks": (A, reworded(B, "B mới"), C)}, {B.key: (THEIRS, False)}),
        ({"tasks": (A, C)}, {}, {B.key: (MINE, False)}),
        ({}, {"tasks": (A, C)}, {B.key: (THEIRS, False)}),
        ({"tasks": (A, C)}, {"tasks": (A, reworded(B, "B mới"), C)}, {B.key: (MINE, True)}),
        ({}, {"tasks": (A, B, C, TaskText("D", "d" * 8))}, {"d" * 8: (THEIRS, False)}),
        ({"tasks": (C, A, B)}, {}, {ORDER: (MINE, False)}),
        ({}, {"tasks": (B, A, C)}, {ORDER: (THEIRS, False)}),
        ({"tasks": (C, A, B)}, {"tasks": (B, A, C)}, {ORDER: (MINE, True)}),
    ],
)  # fmt: skip
def test_whoever_alone_changed_a_part_is_proposed(mine, theirs, expected):
    assert clashes(replace(BASE, **mine), replace(BASE, **theirs)) == expected


def test_a_form_without_marks_proposes_mine():
    found = merging.clashes(replace(BASE, targets="Tôi"), BASE, {})

    assert [(clash.part, clash.proposed) for clash in found] == [("targets", MINE)]


def test_each_part_is_called_by_its_name():
    theirs = replace(BASE, tasks=(A, B, C, TaskText("D", "d" * 8)), place="Huế", targets="Họ")
    mine = replace(BASE, tasks=(reworded(A, "Tôi"), B, C))

    names = [clash.name for clash in merging.clashes(mine, theirs, merging.marks(BASE))]

    assert names == ["Task 1", "Task 4", "Common targets", "Place of signing"]


def test_joined_takes_their_words_where_chosen():
    mine = replace(BASE, targets="Tôi", place="Hội An", tasks=(reworded(A, "A tôi"), B, C))
    theirs = replace(BASE, targets="Họ", place="Huế", tasks=(reworded(A, "A họ"), B, C))

    both = merging.joined(mine, theirs, {"targets": THEIRS, A.key: THEIRS, "place": MINE})

    assert both == replace(mine, targets="Họ", tasks=(reworded(A, "A họ"), B, C))


def test_joined_adds_and_removes_as_chosen():
    new = TaskText("D", "d" * 8)
    mine = replace(BASE, tasks=(A, B, C))
    theirs = replace(BASE, tasks=(new, A, C))

    assert merging.joined(mine, theirs, {new.key: THEIRS, B.key: THEIRS}).tasks == (new, A, C)
    assert merging.joined(mine, theirs, {}).tasks == (A, B, C)


def test_joined_takes_their_order_where_chosen():
    mine = replace(BASE, tasks=(A, TaskText("D", "d" * 8), B, C))
    theirs = replace(BASE, tasks=(C, B, A))

    both = merging.joined(mine, theirs, {ORDER: THEIRS})

    assert [task.text[-1] for task in both.tasks] == ["c", "b", "a", "D"]


def test_their_version_is_what_all_their_choices_make():
    theirs = Content(tasks=(reworded(C, "C họ"), TaskText("D", "d" * 8)), targets="Họ")
    found = merging.clashes(BASE, theirs, {})

    assert merging.joined(BASE, theirs, {clash.part: THEIRS for clash in found}) == theirs
