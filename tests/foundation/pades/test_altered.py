"""Nothing that was altered after signing verifies as intact."""

import io
import re
import subprocess

import pytest
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pypdf import PdfReader, PdfWriter

from foundation.documents import pades
from tests import authorities
from tests.foundation.pades import papers
from tests.foundation.pades.flips import another_end, flip, opened, room, used

SAMPLES = 200


@pytest.mark.parametrize(("number", "step"), [(0, 3), (1, 1)], ids=["rsa", "ec"])
def test_a_bit_flipped_at_any_digit_of_a_signature_is_noticed(number, step):
    written, signed = room(papers.sign(papers.laid(), number))
    end = used(written) + 50
    positions = [*range(0, end, step), *range(end, len(written), 97), len(written) - 1]

    # the bit wanders, so that each of them is tried on each kind of field
    found = {opened(flip(written, at, at % 5), signed) for at in positions}

    assert opened(written, signed) == "intact"
    assert found <= {"altered", "unverifiable"}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(bytes.swapcase, id="all in the other case is the same number"),
    ],
)
def test_hexadecimal_in_one_case_is_canonical(change):
    written, signed = room(papers.signed(1))

    assert opened(change(written), signed) == "intact"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda room: room[:-3] + b"01>", id="padding"),
        pytest.param(lambda room: room[:-3] + b" 0>", id="space"),
        pytest.param(lambda room: room[:-2] + b">", id="odd"),
        pytest.param(lambda room: b"(" + room[1:-1] + b")", id="brackets"),
        pytest.param(lambda room: room[:1] + room[1:40].lower() + room[40:], id="mixed case"),
        pytest.param(lambda _: b"<" + b"00" * 40 + b">", id="empty"),
        pytest.param(lambda _: b"<>", id="nothing"),
    ],
)
def test_a_room_that_is_not_canonical_is_noticed(change):
    written, signed = room(papers.signed(1))

    assert opened(change(written), signed) == "altered"


def test_a_bit_flipped_anywhere_in_the_file_is_noticed():
    pdf = papers.signed(2)
    report = papers.verify(pdf)
    step = len(pdf) / SAMPLES
    positions = sorted({int(number * step) for number in range(SAMPLES)} | set(structure(pdf)))

    intact = [at for at in positions if papers.verify(flip(pdf, at, at % 8)).intact]

    assert report.intact
    assert intact == []


def structure(pdf: bytes) -> list[int]:
    """Where a reader looks first: ends of revisions, trailers, ranges, white space."""
    marks = re.finditer(rb"%%EOF\s*|startxref\s*\d+|/ByteRange \[[^\]]*\]\s*|/Prev \d+|>\n/By", pdf)
    return [place for mark in marks for place in (mark.start(), mark.end() - 1)] + [len(pdf) - 1]


@pytest.mark.parametrize(
    ("tail", "problem"),
    [
        (b"\n", "bytes_after_last_signature"),
        (b" ", "bytes_after_last_signature"),
        (b"\0" * 40, "bytes_after_last_signature"),
        (b"% a remark\n%%EOF\n", "bytes_after_last_signature"),
    ],
)
def test_bytes_after_the_last_signature_are_noticed(tail, problem):
    report = papers.verify(papers.signed(2) + tail)

    assert not report.intact
    assert report.problems in {(problem,), ("damaged",)}


@pytest.mark.parametrize("missing", [1, 2, 7, 100, 4000, 20000])
def test_a_truncated_file_is_not_intact(missing):
    assert not papers.verify(papers.signed(2)[:-missing]).intact


def test_a_file_cut_back_to_an_earlier_signature_is_intact_and_says_who_is_missing():
    report = papers.verify(papers.signed(2)[: len(papers.signed(1))])

    assert report.intact
    assert "board-1" in report.unsigned_fields


def updated(change) -> bytes:
    """Another revision on top of the second signature, made with another writer."""
    writer = IncrementalPdfFileWriter(io.BytesIO(papers.signed(2)))
    change(writer)
    revision = io.BytesIO()
    writer.write(revision)
    return revision.getvalue()


def draw_over(writer):
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"0 0 500 500 re f")))


def add_field(writer):
    append_signature_field(writer, SigFieldSpec("late", box=(300, 300, 400, 400)))


def add_page(writer):
    page = writer.root["/Pages"]["/Kids"][0]
    again = writer.add_object(page.get_object().__class__(page))
    writer.root["/Pages"]["/Kids"].append(again)
    writer.root["/Pages"]["/Count"] = type(writer.root["/Pages"]["/Count"])(2)
    writer.update_container(writer.root["/Pages"])


def change_title(writer):
    writer.root["/Lang"] = writer.root["/Lang"].__class__("en")
    writer.update_root()


@pytest.mark.parametrize("change", [draw_over, add_field, add_page, change_title])
def test_what_a_later_revision_does_is_noticed(change):
    pdf = updated(change)

    report = papers.verify(pdf)

    assert not report.intact
    assert "changed_after" in report.signatures[0].problems
    assert report.problems == ("bytes_after_last_signature",)


@pytest.mark.parametrize("change", [draw_over, add_field, add_page, change_title])
def test_and_a_signature_on_top_of_it_does_not_heal_it(change):
    pdf = papers.sign(updated(change), 2)

    report = papers.verify(pdf)

    assert report.signature("board-2").valid
    assert not report.intact
    assert report.signature("board-0").problems == ("changed_after",)


def test_a_signature_in_a_field_that_came_late_breaks_the_certification():
    signer = authorities.board("LATE")
    pdf = papers.sign(updated(add_field), 2, signer, field="late")

    report = papers.verify(pdf)

    assert report.late_fields == ("late",)
    assert not report.signature("board-0").intact


def test_even_a_field_that_cannot_be_seen():
    def add_invisible(writer):
        append_signature_field(writer, SigFieldSpec("unseen"))

    signed = papers.sign(updated(add_invisible), 2, authorities.board("LATE"), field="unseen")
    passed_over = papers.sign(updated(add_invisible), 2)

    for pdf in (signed, passed_over):
        report = papers.verify(pdf)
        assert (report.intact, report.problems) == (False, ("field_added",))


@pytest.mark.parametrize("count", [1, 2])
def test_a_file_that_another_tool_has_saved_anew_is_not_intact(count, tmp_path):
    pdf = papers.signed(count)
    (tmp_path / "in.pdf").write_bytes(pdf)
    subprocess.run(
        ["qpdf", "--object-streams=disable", tmp_path / "in.pdf", tmp_path / "out.pdf"], check=True
    )
    by_pypdf = io.BytesIO()
    PdfWriter(clone_from=PdfReader(papers.as_file(pdf))).write(by_pypdf)

    for saved in ((tmp_path / "out.pdf").read_bytes(), by_pypdf.getvalue()):
        report = papers.verify(saved)
        assert not report.intact
        assert not any(each.intact for each in report.signatures)


def test_a_signature_moved_to_another_paper_is_not_intact():
    signed, other = papers.signed(1), papers.sign(papers.laid(), 0, reason="Ký văn bản khác!!!!")
    mine, (before, after) = room(other)
    theirs, _ = room(signed)

    assert papers.verify(before + mine + after).intact
    assert papers.verify(before + theirs + after).signatures[0].problems == ("altered",)


@pytest.mark.parametrize(
    ("identity", "problem", "trusted"),
    [
        (authorities.expired("B0"), "expired_then", True),
        (authorities.not_yet_valid("B0"), "not_yet_valid_then", True),
        (authorities.foreign("B0"), "untrusted", False),
    ],
)
def test_a_certificate_that_does_not_do_is_told_from_an_altered_file(identity, problem, trusted):
    report = papers.verify(papers.sign(papers.laid(), 0, identity))

    signature = report.signatures[0]
    assert (report.intact, report.valid) == (True, False)
    assert signature.problems == (problem,)
    assert signature.trusted is trusted


ALTERATIONS = {
    "a byte inside the signed range": lambda pdf: flip(pdf, len(pdf) // 4, 2),
    "a digit of the signature": another_end,
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
@pytest.mark.parametrize(
    ("identity", "trusted", "then", "problems"),
    [
        (authorities.board("B0"), True, True, ("altered",)),
        (authorities.foreign("B0"), False, True, ("altered", "untrusted")),
        (authorities.expired("B0"), True, False, ("altered", "expired_then")),
    ],
    ids=["trusted", "foreign", "expired"],
)
def test_who_signed_is_told_from_whether_the_file_was_altered(
    alteration, identity, trusted, then, problems
):
    signed = papers.sign(papers.laid(), 0, identity)

    (signature,) = papers.verify(ALTERATIONS[alteration](signed)).signatures

    assert not signature.intact
    assert (signature.trusted, signature.valid_when_signed) == (trusted, then)
    assert signature.problems == problems


def test_a_certificate_that_has_expired_since_is_no_fault():
    import datetime as dt

    later = dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
    report = papers.verify(papers.signed(2), at=later)

    assert report.valid
    assert {each.expired for each in report.signatures} == {True}


def test_a_signature_from_the_future_is_noticed():
    report = papers.verify(papers.signed(1), at=papers.DAY.replace(year=2020))

    assert report.signatures[0].problems == ("signed_in_future",)


def test_files_that_are_no_signed_pdf_say_what_they_are():
    encrypted = PdfWriter(clone_from=PdfReader(papers.as_file(papers.drawn())))
    encrypted.encrypt("secret")
    locked = io.BytesIO()
    encrypted.write(locked)

    found = {
        name: pades.verify(content, papers.roots(), papers.LATER).problems
        for name, content in {
            "empty": b"",
            "text": b"Giao \xc6\xb0\xe1\xbb\x9bc",
            "half": papers.drawn()[:3000],
            "drawn": papers.drawn(),
            "laid": papers.laid(),
            "encrypted": locked.getvalue(),
        }.items()
    }

    assert found == {
        "empty": ("not_pdf",),
        "text": ("not_pdf",),
        "half": ("damaged",),
        "drawn": ("unsigned",),
        "laid": ("unsigned",),
        "encrypted": ("encrypted",),
    }
