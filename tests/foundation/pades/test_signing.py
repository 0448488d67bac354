"""Prepare, finish, and what comes of them."""

import dataclasses
import datetime as dt
import json
import subprocess

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from foundation.documents import pades
from tests import authorities
from tests.foundation.pades import papers


def pdfsig(pdf: bytes, tmp_path) -> list[str]:
    """What Poppler says about each signature, and whether it covers the whole file."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False)
    return [line.strip(" -") for line in said.stdout.splitlines() if "Signature Validation" in line]


def test_poppler_and_we_agree_after_each_of_eleven_signatures(tmp_path):
    for count in range(1, papers.BOARDS + 1):
        pdf = papers.signed(count)

        report = papers.verify(pdf)

        assert report.valid
        assert [each.field for each in report.signatures] == [f"board-{n}" for n in range(count)]
        assert pdfsig(pdf, tmp_path) == ["Signature Validation: Signature is Valid."] * count


def test_the_report_says_who_signed_what_and_when():
    pdf = papers.signed(2)

    first, second = papers.verify(pdf).signatures

    signer = papers.board(1).certificate
    assert second.certificate.common_name.startswith("B1 Ban Quản lý Khu kinh tế")
    assert " ".join(second.certificate.organisation) == (
        "Ban Quản lý Khu kinh tế, các khu công nghiệp và công nghệ cao Đà Nẵng"
    )
    assert second.certificate.issuer == "Cơ quan chứng thực số thử nghiệm"
    assert second.certificate.serial == f"{signer.serial_number:X}"
    assert second.certificate.valid_until == signer.not_valid_after_utc
    assert second.signed_at == papers.DAY + dt.timedelta(minutes=1)
    assert second.reason == "Ký giao ước thi đua"
    assert (first.certifies, second.certifies) == (True, False)
    assert (first.covers_whole, second.covers_whole) == (False, True)
    assert (first.changes_after, second.changes_after) == ("signatures", "nothing")
    assert (first.revision, second.revision) == (3, 4)
    assert (first.level, second.level) == ("B-B", "B-B")


def test_the_first_signature_permits_nothing_but_signatures():
    fields = PdfReader(papers.as_file(papers.signed(2))).get_fields()

    (reference,) = fields["board-0"]["/V"]["/Reference"]
    assert reference["/TransformMethod"] == "/DocMDP"
    assert reference["/TransformParams"]["/P"] == 2
    assert "/Reference" not in fields["board-1"]["/V"]


def test_a_report_survives_json():
    report = papers.verify(papers.signed(2))

    plain = json.loads(json.dumps(report.as_dict()))

    assert pades.Report.from_dict(plain) == report
    assert (plain["valid"], plain["signatures"][0]["valid"]) == (True, True)


def test_each_revision_begins_with_the_one_before():
    for count in range(3):
        assert papers.signed(count + 1).startswith(papers.signed(count))


def test_fields_are_empty_printed_and_have_an_appearance():
    page = PdfReader(papers.as_file(papers.laid())).pages[0]
    widgets = [each.get_object() for each in page["/Annots"]]

    assert [each["/T"] for each in widgets] == [f"board-{n}" for n in range(papers.BOARDS)]
    assert {each["/F"] & 0b111110 for each in widgets} == {4}  # print, and neither hidden nor off
    assert all("/N" in each["/AP"] and "/V" not in each for each in widgets)
    assert [float(each) for each in widgets[0]["/Rect"]] == [50, 50, 250, 105]


def test_the_paper_keeps_its_claim_and_its_metadata_through_signing():
    drawn = PdfReader(papers.as_file(papers.drawn())).root_object["/Metadata"].get_data()
    root = PdfReader(papers.as_file(papers.signed(3))).root_object

    metadata = root["/Metadata"].get_data()

    assert metadata == drawn
    assert b'pdfaid:part="3" pdfaid:conformance="U"' in metadata
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"


def test_the_machines_clock_stands_nowhere_in_a_revision():
    pdf = papers.signed(1)
    today = dt.datetime.now(dt.UTC)

    signature = PdfReader(papers.as_file(pdf)).get_fields()["board-0"]["/V"]

    assert signature["/M"] == "D:20210301093000+07'00'"
    for day in (today, today + dt.timedelta(hours=7)):
        assert day.strftime("%Y%m%d").encode() not in pdf
        assert day.strftime("%Y-%m-%d").encode() not in pdf


def stamped_text(stamp) -> str:
    """What can be read in an imported stamp, by a second reader."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 55)
    page[NameObject("/Contents")] = writer._add_object(stamp.clone(writer))
    page[NameObject("/Resources")] = page["/Contents"]["/Resources"]
    return page.extract_text()


def test_the_stamp_fills_its_cell_and_keeps_its_letters():
    reader = PdfReader(papers.as_file(papers.signed(1)))
    widget = reader.pages[0]["/Annots"][0].get_object()
    appearance = widget["/AP"]["/N"]

    stamp = appearance["/Resources"]["/XObject"]["/Stamp"]
    assert sorted(float(each) for each in stamp["/BBox"]) == [0, 0, 55, 200]
    assert b"gs 1 0 0 1 0 0 cm /Stamp Do" in appearance.get_data()  # neither scaled nor moved
    assert "Nguyễn Thị Ước" in stamped_text(stamp)


def test_a_wrong_signature_is_refused():
    signer, other = papers.board(0), papers.board(2)
    made = pades.prepare(
        papers.laid(), field="board-0", certificate=signer.der, signed_at=papers.DAY
    )

    for signature in (pades.signature_over(made.attributes, other.key), b"", b"x" * 256):
        with pytest.raises(pades.SigningRefused) as refused:
            pades.finish(made, signature)
        assert refused.value.code == "signature"


def test_another_document_than_the_prepared_one_is_refused():
    signer = papers.board(0)
    made = pades.prepare(
        papers.laid(), field="board-0", certificate=signer.der, signed_at=papers.DAY
    )
    changed = dataclasses.replace(made, document=made.document + b" ")

    with pytest.raises(pades.SigningRefused) as refused:
        pades.finish(changed, pades.signature_over(made.attributes, signer.key))

    assert refused.value.code == "document"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"field": "board-99"}, "field"),
        ({"field": "board-0"}, "field"),  # has signed already
        ({"certificate": b"no certificate"}, "certificate"),
        ({"certificate": authorities.weak().der}, "key"),
    ],
)
def test_prepare_refuses(change, code):
    settings = {
        "field": "board-1",
        "certificate": papers.board(1).der,
        "signed_at": papers.DAY,
    }

    with pytest.raises(pades.SigningRefused) as refused:
        pades.prepare(papers.signed(1), **(settings | change))

    assert refused.value.code == code


def test_fields_are_laid_before_the_first_signature_or_not_at_all():
    with pytest.raises(pades.SigningRefused) as refused:
        pades.lay_fields(papers.signed(1), [pades.Cell("late", 0, (1, 1, 9, 9))])

    assert refused.value.code == "already_signed"


@pytest.mark.parametrize(
    ("identity", "codes"),
    [
        (papers.board(0), ()),
        (papers.board(1), ()),
        (authorities.expired(), ("expired",)),
        (authorities.not_yet_valid(), ("not_yet_valid",)),
        (authorities.foreign(), ("untrusted",)),
        (authorities.time_stamper(), ()),
    ],
)
def test_check_certificate_says_what_speaks_against_it(identity, codes):
    found = pades.check_certificate(
        identity.der, chain=identity.chain, roots=papers.roots(), at=papers.DAY
    )

    assert found == codes


def test_check_newest_judges_only_the_last_signature():
    pdf = papers.signed(3)

    newest = pades.check_newest(pdf, "board-2", papers.roots(), papers.LATER)

    assert newest.valid
    for field in ("board-1", "board-7", "nowhere"):
        report = pades.check_newest(pdf, field, papers.roots(), papers.LATER)
        assert report.problems == ("not_newest",)
