"""What a signature shows: the right letters, as wide as they are, and all of them."""

import datetime as dt
import logging
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from PIL import ImageFont

from foundation.documents import library, press
from tests.foundation.papers import reading
from tests.foundation.papers.samples import LONG_NAME, picture_of_a_seal

SIZE = {"width": 226.8, "height": 119.1}  # 80 x 42 mm in points
SPOKEN = SIZE | {
    "capacity": ["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"],
    "agency": "Ban Quản lý Khu kinh tế tỉnh Bình Định",
    "signer": "Phan Viết Hùng",
    "signed_at": dt.datetime(2021, 1, 15, 3, 22, 5, 999, tzinfo=dt.UTC),
}
LONGEST = SPOKEN | {
    "capacity": [f"KT. {LONG_NAME.upper()}", LONG_NAME.upper()],
    "agency": LONG_NAME,
    "signer": LONG_NAME,
    "demo": True,
}
UNBROKEN = SPOKEN | {"capacity": ["Ộ" * 200], "agency": "Ư" * 200, "signer": "W" * 200}
SEAL = {"seal": picture_of_a_seal()}


@cache
def font(name, size=1000):
    """The installed font that a PDF font's name stands for, by fontconfig."""
    style = name.removeprefix("Liberation-Serif").strip("-") or "Regular"
    pattern = f"Liberation Serif:style={style}"
    found = subprocess.run(["fc-match", "-f", "%{file}", pattern], capture_output=True, check=True)
    return ImageFont.truetype(found.stdout.decode(), size)


def test_a_stamp_says_who_signs_for_whom_and_when():
    pdf = library.stamp(**SPOKEN)

    assert reading.text(pdf) == (
        "KT. TRƯỞNG BAN PHÓ TRƯỞNG BAN Ký bởi: Ban Quản lý Khu kinh tế tỉnh Bình Định "
        "2021-01-15T10:22:05+07:00 Phan Viết Hùng"
    )


def test_a_stamp_of_the_demo_says_that_it_is_worth_nothing():
    assert reading.text(library.stamp(**SPOKEN, demo=True)).endswith(
        "DEMO – không có giá trị pháp lý"
    )


def test_the_signer_and_the_capacity_are_bold_and_of_the_decree_s_size():
    runs = {run.text: (run.font, run.size) for run in reading.runs(library.stamp(**SPOKEN))}

    assert runs["PHÓ TRƯỞNG BAN"] == ("Liberation-Serif-Bold", 13)
    assert runs["Phan Viết Hùng"] == ("Liberation-Serif-Bold", 13)
    assert runs["2021-01-15T10:22:05+07:00"] == ("Liberation-Serif", 10)


@pytest.mark.parametrize("facts", [SPOKEN, SPOKEN | SEAL, LONGEST, LONGEST | SEAL])
def test_each_word_is_as_wide_as_its_letters(facts):
    pdf = library.stamp(**facts)
    runs = reading.runs(pdf)

    for word in reading.words(pdf):
        widths = [
            font(run.font).getlength(word.text) / 1000 * run.size
            for run in runs
            if word.text in run.text.split()
        ]
        assert word.right - word.left in [pytest.approx(width, rel=0.03) for width in widths]


@pytest.mark.parametrize(
    "facts", [SPOKEN, SPOKEN | SEAL, LONGEST, LONGEST | SEAL, UNBROKEN, UNBROKEN | SEAL]
)
def test_nothing_is_cut_off_and_nothing_leaves_the_field(facts):
    pdf = library.stamp(**facts)
    said = "".join(reading.text(pdf).split())

    assert len(reading.reader(pdf).pages) == 1
    for spoken in (*facts["capacity"], facts["agency"], facts["signer"]):
        assert "".join(spoken.split()) in said
    for word in reading.words(pdf):
        assert 0 <= word.left < word.right <= facts["width"]
        assert 0 <= word.bottom < word.top <= facts["height"]


def test_the_stamp_is_as_large_as_the_field():
    (page,) = reading.reader(library.stamp(**SPOKEN)).pages

    assert [float(side) for side in page.mediabox] == pytest.approx([0, 0, 226.8, 119.1], abs=0.1)


@pytest.mark.parametrize("facts", [SPOKEN, LONGEST])
def test_the_seal_stands_beside_the_words_in_its_real_size(facts):
    pdf = library.stamp(**facts | SEAL)
    red = reading.rendered(pdf, page=0, colour="RGB")
    scale = reading.DPI / 72

    assert red.getpixel((round(53 * scale), round(53 * scale))) == (200, 0, 0)  # middle of 36 mm
    assert min(word.left for word in reading.words(pdf)) >= 36 / 25.4 * 72
    assert len(reading.reader(pdf).pages[0].images) == 1


def test_a_stamp_without_a_seal_has_no_picture():
    assert list(reading.reader(library.stamp(**SPOKEN)).pages[0].images) == []


@pytest.mark.parametrize(("width", "height"), [(120, 60), (400, 50), (60, 200)])
def test_a_seal_never_takes_more_than_half_of_a_smaller_field(width, height):
    pdf = library.stamp(**SPOKEN | SEAL | {"width": width, "height": height})

    assert max(word.right for word in reading.words(pdf)) <= width
    assert min(word.bottom for word in reading.words(pdf)) >= 0


def test_words_that_cannot_fit_are_refused():
    with pytest.raises(press.DrawingFailed, match="do not fit into 30 x 10 points"):
        library.stamp(**SPOKEN | {"width": 30, "height": 10})


def test_the_same_facts_are_the_same_stamp():
    assert library.stamp(**SPOKEN, **SEAL) == library.stamp(**SPOKEN, **SEAL)


def test_all_fonts_are_embedded():
    rows = reading.poppler("pdffonts", library.stamp(**LONGEST)).splitlines()[2:]

    assert {tuple(row.split()[-5:-2]) for row in rows} == {("yes", "yes", "yes")}


def test_nothing_is_said_in_the_log(caplog):
    with caplog.at_level(logging.WARNING):
        library.stamp(**SPOKEN, **SEAL)

    assert caplog.messages == []


def test_fonts_are_loaded_once():
    library.stamp(**SPOKEN)

    assert press.fonts() is press.fonts()


def test_drawing_does_not_fill_the_memory():
    code = (
        "import django; django.setup()\n"
        "from tests.foundation.test_stamps import *\n"
        "def draw(times): return [library.stamp(**SPOKEN) for _ in range(times)] and resident()\n"
        "print(draw(20), draw(80))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    early, late = map(int, done.stdout.split())

    assert late <= 1.1 * early


def resident():
    """Memory of this process in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
