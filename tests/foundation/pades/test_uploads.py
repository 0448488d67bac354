"""Files that were signed elsewhere, and files that want to do harm."""

import datetime as dt
import functools
import io
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdf import PdfReader, PdfWriter

from foundation.documents import pades
from foundation.documents.pades import comparison, examination
from foundation.documents.pades.waiting import wait_for
from tests import authorities
from tests.foundation.pades import papers
from tests.foundation.pades.flips import flip, opened, room

FILES = Path(__file__).with_name("files")


def elsewhere(  # noqa: PLR0913 -- what tools differ in
    pdf: bytes,
    field: str,
    signer: authorities.Identity,
    *,
    subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
    certify: bool = False,
    permitted: MDPPerm = MDPPerm.FILL_FORMS,
) -> bytes:
    """Sign as an office's tool does: the old kind of signature, its own metadata and text."""
    private = signer.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    chain = [x509.Certificate.load(each) for each in signer.chain]
    tool = PdfSigner(
        PdfSignatureMetadata(
            field_name=field,
            subfilter=subfilter,
            md_algorithm="sha256",
            certify=certify,
            docmdp_permissions=permitted,
        ),
        SimpleSigner(
            x509.Certificate.load(signer.der),
            keys.PrivateKeyInfo.load(private),
            SimpleCertificateStore.from_certs(chain),
        ),
    )
    return wait_for(tool.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))).getvalue()


def revised(pdf: bytes, change) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    revision = io.BytesIO()
    writer.write(revision)
    return revision.getvalue()


def now() -> dt.datetime:
    """Other tools write the machine's time into what they sign."""
    return dt.datetime.now(dt.UTC)


def compare(theirs: bytes, field: str, ours: bytes | None = None) -> pades.Comparison:
    """Without the child process, which takes its time to start."""
    return comparison.compare(ours or papers.signed(2), theirs, field, papers.roots(), now())


def compare_upload(theirs: bytes) -> pades.Comparison:
    return pades.compare_upload(papers.signed(2), theirs, "board-2", papers.roots(), now())


@pytest.mark.parametrize(
    "subfilter", [SigSeedSubFilter.ADOBE_PKCS7_DETACHED, SigSeedSubFilter.PADES]
)
def test_exactly_our_revision_with_one_signature_is_accepted(subfilter):
    theirs = elsewhere(papers.signed(2), "board-2", papers.board(2), subfilter=subfilter)

    found = compare(theirs, "board-2")

    assert found.accepted
    assert found.length == len(theirs)
    assert found.signature.certificate.common_name.startswith("B2 ")
    assert found.signature.level == ("B-B" if subfilter is SigSeedSubFilter.PADES else "")


@pytest.mark.parametrize("certify", [False, True])
def test_the_first_signature_may_come_from_elsewhere_and_ours_follow(certify):
    theirs = elsewhere(papers.laid(), "board-0", papers.board(0), certify=certify)

    found = compare(theirs, "board-0", papers.laid())
    both = papers.sign(theirs, 1, signed_at=now())

    assert found.accepted
    assert papers.verify(both, now()).valid


def test_what_comes_late_into_a_paper_whose_first_signature_does_not_certify():
    ours = elsewhere(papers.laid(), "board-0", papers.board(0))
    spec = SigFieldSpec("late", box=(300, 300, 400, 400))
    theirs = revised(ours, lambda writer: append_signature_field(writer, spec))

    found = compare(elsewhere(theirs, "board-1", papers.board(1)), "board-1", ours)

    assert found.code == "changed"


def test_validation_data_behind_the_signature_are_left_out():
    def add_data(writer):
        root = x509.Certificate.load(authorities.root().der)
        DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[root])

    signed = elsewhere(papers.signed(2), "board-2", papers.board(2))
    theirs = revised(signed, add_data)

    found = compare(theirs, "board-2")

    assert found.accepted
    assert theirs[: found.length] == signed
    assert papers.verify(theirs, now()).problems == ("unprotected_update",)
    assert papers.verify(signed, now()).valid


def draw_over(writer):
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"0 0 500 500 re f")))


def saved_anew(pdf: bytes) -> bytes:
    saved = io.BytesIO()
    PdfWriter(clone_from=PdfReader(papers.as_file(pdf))).write(saved)
    return saved.getvalue()


@functools.cache
def cases() -> dict[str, bytes]:
    """Files that are refused, each with the code that says why."""
    ours, board = papers.signed(2), papers.board(2)
    other = revised(papers.draw("<p>Văn bản khác</p>"), add_field)
    signed = elsewhere(ours, "board-2", board)
    return {
        "nothing_added": ours,
        "nothing_signed": revised(ours, draw_over),
        "other_field": elsewhere(ours, "board-3", board),
        "two_signatures": elsewhere(signed, "board-3", papers.board(3)),
        "changed": elsewhere(revised(ours, draw_over), "board-2", board),
        "not_newest": elsewhere(papers.signed(1), "board-2", board),
        "rewritten": elsewhere(saved_anew(ours), "board-2", board),
        "another_document": elsewhere(other, "board-2", board),
        "untrusted": elsewhere(ours, "board-2", authorities.foreign("B2")),
        "expired_then": elsewhere(ours, "board-2", authorities.expired("B2")),
        "not_yet_valid_then": elsewhere(ours, "board-2", authorities.not_yet_valid("B2")),
        "altered": signed[:-900] + bytes([signed[-900] ^ 1]) + signed[-899:],
        "not_pdf": b"PK\x03\x04",
    }


def add_field(writer):
    append_signature_field(writer, SigFieldSpec("board-2", box=(50, 50, 250, 105)))


def test_a_signature_in_a_field_of_another_name_is_in_another_field():
    spec = SigFieldSpec("Signature1", box=(50, 50, 250, 105))
    theirs = revised(papers.signed(2), lambda writer: append_signature_field(writer, spec))

    found = compare(elsewhere(theirs, "Signature1", papers.board(2)), "board-2")

    assert found.code == "other_field"


def test_a_field_that_came_along_with_the_signature_is_a_change():
    spec = SigFieldSpec("late", box=(300, 300, 400, 400))
    theirs = revised(papers.signed(2), lambda writer: append_signature_field(writer, spec))

    assert compare(elsewhere(theirs, "board-2", papers.board(2)), "board-2").code == "changed"


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("boards", [0, 2])
def test_a_byte_changed_in_the_part_that_is_ours_differs_from_ours(place, boards):
    ours = papers.signed(boards) if boards else papers.laid()
    theirs = bytearray(elsewhere(ours, "board-2", papers.board(2)))
    theirs[int(len(ours) * place)] ^= 1

    assert compare(bytes(theirs), "board-2", ours).code == "ours_differs"


@pytest.mark.parametrize("code", cases())
def test_an_upload_is_refused_and_the_refusal_says_why(code):
    found = compare(cases()[code], "board-2")

    assert found.code == code
    assert not found.accepted


def test_an_older_revision_of_ours_is_not_the_newest():
    assert compare(papers.signed(1), "board-2").code == "not_newest"


def test_a_signature_that_would_lock_the_others_out_is_refused():
    theirs = elsewhere(
        papers.laid(), "board-0", papers.board(0), certify=True, permitted=MDPPerm.NO_CHANGES
    )

    assert compare(theirs, "board-0", papers.laid()).code == "locks_document"


def test_a_paper_signed_by_other_tools_is_reported_truthfully():
    theirs = elsewhere(papers.drawn(), "Signature1", papers.board(1))
    theirs = elsewhere(theirs, "Signature2", authorities.foreign())

    report = pades.examine(theirs, papers.roots(), now())

    first, second = report.signatures
    assert (report.intact, report.valid) == (True, False)
    assert first.valid
    assert (second.intact, second.trusted, second.problems) == (True, False, ("untrusted",))
    assert report.late_fields == ("Signature2",)
    assert report == pades.verify(theirs, papers.roots(), now())


def test_a_paper_signed_with_poppler_is_reported_truthfully():
    """By Mozilla's library, whose containers leave their outermost lengths open.

    Made once with pdfsig 22.12 on a paper of ours; it rewrites a neighbour's empty cell.
    """
    theirs = (FILES / "signed-by-poppler.pdf").read_bytes()
    root, then = (FILES / "root.der").read_bytes(), dt.datetime(2027, 1, 1, tzinfo=dt.UTC)

    report = pades.verify(theirs, [root], then)

    signature = report.signatures[0]
    assert report.valid
    assert signature.certificate.common_name == "POP Ban Quản lý ký bằng Poppler"
    assert signature.level == ""  # the old kind of signature
    ours = theirs[: re.search(rb"%%EOF\s+\d+ 0 obj\s+<</Length 0", theirs).start() + 6]
    assert comparison.compare(ours, theirs, "board-0", [root], then).code == "changed"


def test_a_bit_flipped_in_such_a_container_is_noticed():
    theirs = (FILES / "signed-by-poppler.pdf").read_bytes()
    issuers = [x509.Certificate.load((FILES / "root.der").read_bytes())]
    written, signed = room(theirs)

    found = {opened(flip(written, at, at % 4), signed, issuers) for at in range(0, len(written), 3)}

    assert opened(written, signed, issuers) == "intact"
    assert found <= {"altered", "unverifiable"}


def bomb() -> bytes:
    """Some kilobytes that want to become hundreds of megabytes of cross-references."""
    squeezed = zlib.compressobj(9)
    zeros = b"".join([squeezed.compress(b"\0" * 2**20) for _ in range(300)]) + squeezed.flush()
    twice = zlib.compress(zeros, 9)
    head = b"%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 9/W[1 8 2]/Root 2 0 R"
    head += b"/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n" % len(twice)
    return head + twice + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


def nested(depth: int = 200_000) -> bytes:
    """Arrays in arrays, to exhaust whoever descends."""
    return (
        b"%PDF-1.7\n1 0 obj\n" + b"[" * depth + b"]" * depth + b"\nendobj\nxref\n0 2\n"
        b"0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (9 + 8 + 2 * depth + 8)
    )


def endless() -> bytes:
    """A table of cross-references whose predecessor is itself."""
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n"
    return body + (
        b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
        b"trailer\n<</Size 2/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    ) % (len(body), len(body))


@pytest.mark.parametrize("make", [bomb, nested, endless], ids=["bomb", "nested", "endless"])
def test_a_hostile_file_gives_a_report(make):
    report = pades.examine(make(), papers.roots(), papers.LATER)

    assert not report.intact
    assert report.problems in {("damaged",), ("too_costly",), ("unsigned",)}


def test_a_file_that_is_too_large_is_not_even_read(monkeypatch):
    monkeypatch.setattr(examination, "LARGEST", 1000)

    assert pades.examine(papers.signed(1), [], papers.LATER).problems == ("too_large",)
    assert compare_upload(papers.signed(3)).code == "too_large"


def test_a_child_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(examination, "PATIENCE", 0.05)

    assert pades.examine(papers.signed(1), [], papers.LATER).problems == ("too_costly",)
    assert compare_upload(papers.signed(3)).code == "too_costly"


@pytest.mark.parametrize(
    ("greed", "complaint"),
    [
        ("bytearray(2 * 1024**3)", b"MemoryError"),
        ("[open('/dev/null') for _ in range(99)]", b"Too many open files"),
        ("open('greed', 'wb').write(bytes(9 * 1024**2))", b"File too large"),
    ],
)
def test_the_child_has_given_up_the_means_to_do_harm(greed, complaint, tmp_path):
    program = f"from foundation.documents.pades import child; child.give_up_means(); {greed}; 1/0"

    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(examination.ROOT)},
        capture_output=True,
        check=False,
    )

    assert ended.returncode == 1
    assert complaint in ended.stderr


def test_the_child_gets_no_secrets(monkeypatch, tmp_path):
    """What the child sees of our environment, asked of a child that tells."""
    monkeypatch.setenv("SECRET_KEY", "hush")
    teller = tmp_path / "foundation" / "documents" / "pades"
    teller.mkdir(parents=True)
    (teller / "child.py").write_text("import json, os; print(json.dumps(dict(os.environ)))")
    monkeypatch.setattr(examination, "ROOT", tmp_path)

    seen = examination._ask({}, [], papers.LATER)

    assert os.environ["SECRET_KEY"] == "hush"
    assert set(seen) <= {"PYTHONIOENCODING", "PYTHONDONTWRITEBYTECODE", "LC_CTYPE", "PWD"}


def test_the_child_compares_as_this_process_does():
    theirs = elsewhere(papers.signed(2), "board-2", papers.board(2))

    assert compare_upload(theirs).accepted
    assert compare_upload(theirs) == compare(theirs, "board-2")
    assert compare_upload(papers.signed(2)).code == "nothing_added"
