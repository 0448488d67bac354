"""The guide speaks of everything that people may do, and of nothing that is not there."""

import re
from pathlib import Path

import polib
import pytest
from rules.permissions import permissions as registered

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "huong-dan"
CHAPTERS = sorted(GUIDE.glob("*.md"))
MARK = re.compile(r"<!-- ([a-z_]+\.[a-z_]+) -->")
LINK = re.compile(r"\]\(([^)#]*)(?:#([^)]*))?\)")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def marks() -> list[str]:
    return [mark for chapter in CHAPTERS for mark in MARK.findall(chapter.read_text())]


def words(text: str) -> str:
    """The words alone: in small letters, without placeholders and marks at their ends."""
    return " ".join(PLACEHOLDER.sub("", text).split()).strip(" .,:;…–").lower()


def on_screen() -> set[str]:
    """Every Vietnamese word or sentence that a screen may show."""
    entries = [
        entry
        for catalogue in (ROOT / "locale").glob("**/django.po")
        for entry in polib.pofile(str(catalogue))
    ]
    return {
        words(said)
        for entry in entries
        for said in (entry.msgstr, *entry.msgstr_plural.values())
        if not entry.obsolete
    }


def anchors(chapter: Path) -> set[str]:
    """The places in a page that a link may name, as GitHub makes them from headings."""
    headings = re.findall(r"^#+ (.+)$", chapter.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_guide_describes_every_permission():
    assert set(registered) - set(marks()) == set()


def test_the_guide_describes_nothing_that_is_not_there():
    assert set(marks()) - set(registered) == set()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
def test_links_and_pictures_of_the_guide_are_there(chapter):
    lost = [
        f"{path}#{anchor}"
        for path, anchor in LINK.findall(chapter.read_text())
        if not (target := (chapter.parent / path if path else chapter)).exists()
        or (anchor and anchor not in anchors(target))
    ]

    assert lost == []


def test_every_picture_is_shown_somewhere():
    shown = {
        Path(path).name
        for chapter in (*CHAPTERS, ROOT / "README.md")
        for path, _anchor in LINK.findall(chapter.read_text())
    }
    taken = {picture.name for picture in (ROOT / "docs" / "pictures").glob("*.png")}

    assert taken - shown == set()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
def test_what_is_bold_in_the_guide_stands_on_a_screen(chapter):
    quoted = {words(found) for found in BOLD.findall(chapter.read_text())}

    assert quoted - on_screen() == set()
