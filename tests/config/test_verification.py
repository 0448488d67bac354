"""What anybody is told of a file: by bytes first, by our rows second."""

import io
import json

import pytest
from allauth.account.app_settings import RATE_LIMITS
from allauth.core.internal.ratelimit import parse_rates
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from pyhanko.pdf_utils.generic import StreamObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from config import verification, views
from config.verdicts import Line
from config.views import FILES_A_MINUTE
from foundation.documents import pades
from foundation.signing import rounds
from foundation.signing.models import TrustAnchor
from tests import authorities
from tests.foundation.pades import papers
from tests.foundation.pades.flips import flip
from tests.foundation.signing.conftest import anchor, paper, signing  # noqa: F401 -- fixtures
from tests.foundation.signing.test_turns import sign

PAGE = "/xac-minh/"


@pytest.fixture
def signed(signing):
    """A round in which two of three parties have signed."""
    for party in signing.parties[:2]:
        sign(party, signing.by)
    signing.round.refresh_from_db()
    return signing


def newest(signed):
    return signed.round.newest.read()


def drop(client, content, name="giao-uoc.pdf"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def test_our_newest_revision_is_good_and_known(signed):
    verdict = verification.judge_stranger(newest(signed))

    assert verdict.is_good
    assert verdict.is_newest
    assert [line.name for line in verdict.lines()] == ["Ban Quản lý AAA", "Ban Quản lý BBB"]
    assert [party.name for party in verdict.missing()] == ["Ban Quản lý CCC"]


def test_an_older_revision_is_ours_but_not_the_newest(signed):
    older = signed.round.revisions.get(number=1).document.read()

    verdict = verification.judge_stranger(older)

    assert verdict.is_good
    assert not verdict.is_newest
    assert verdict.revision.number == 1


def test_a_copy_that_differs_by_a_byte_is_altered_whatever_its_signatures_say(signed):
    verdict = verification.judge_stranger(newest(signed) + b"\n")

    assert verdict.is_altered_copy
    assert not verdict.is_good
    assert verdict.round == signed.round
    assert not any(line.is_good for line in verdict.lines())


TRUSTED = "yes, the certificate leads to an authority that is trusted here"


def flipped(pdf):
    return flip(pdf, len(pdf) // 8, 2)


def updated(pdf):
    """Saved behind the signatures by another program, as one that adds a remark."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.add_object(StreamObject(stream_data=b"BT (sua) Tj ET"))
    writer.root["/Lang"] = TextStringObject("en")
    writer.update_root()
    return writer.write_in_place() or writer.prev.stream.getvalue()


@pytest.mark.parametrize("change", [flipped, updated], ids=["a flipped bit", "an update"])
def test_an_altered_file_is_not_intact_and_its_signers_are_trusted_all_the_same(
    client, signed, change
):
    altered = change(newest(signed))

    response = drop(client, altered)

    assertContains(response, "This file was altered after it was signed")
    assertContains(response, "can be trusted; what the file says now cannot.")
    assertContains(response, "Trusted: yes", count=2)
    verdict = verification.judge_stranger(altered)
    assert (verdict.outcome, verdict.are_signers_trusted) == ("altered", True)
    first = verdict.as_dict()["signatures"][0]["in_words"]
    assert (first["standing"], first["trusted"]) == ("altered", TRUSTED)
    assert not first["intact"].startswith("yes, covers")


def test_a_truncated_file_is_altered_and_still_known(client, signed):
    verdict = verification.judge_stranger(newest(signed)[:-2000])

    assert (verdict.outcome, verdict.round) == ("altered", signed.round)


IDENTITIES = {
    "another authority": (
        authorities.foreign("B0"),
        "untrusted",
        ("not trusted", "yes, covers the whole file"),
        "This file is intact, but it is not certain who signed it",
    ),
    "an expired certificate": (
        authorities.expired("B0"),
        "invalid",
        ("not valid", "yes, covers the whole file"),
        "This file bears a signature that is not valid",
    ),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_intact_file_says_what_is_wrong_with_the_certificate(client, anchor, name):
    identity, outcome, in_words, title = IDENTITIES[name]
    pdf = papers.sign(papers.laid(), 0, identity)

    verdict = verification.judge_stranger(pdf)

    assert verdict.outcome == outcome
    (line,) = verdict.lines()
    assert (line.standing, line.what) == in_words
    assertContains(drop(client, pdf), title)


def test_a_revoked_certificate_is_not_trusted_in_its_own_words():
    line = Line(pades.SignatureReport("f", intact=True, problems=("revoked",)))

    assert (line.standing, line.what) == (
        "not trusted", "yes, covers the file up to revision 0; only signatures came later",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "outcome", "title"),
    [
        (b"GIF89a", "unreadable", "This file cannot be read"),
        (papers.drawn, "unsigned", "This file bears no digital signature"),
    ],
    ids=["no PDF", "unsigned"],
)
def test_a_file_without_signatures_is_not_called_altered(client, db, content, outcome, title):
    content = content() if callable(content) else content

    assert verification.judge_stranger(content).outcome == outcome
    assertContains(drop(client, content), title)


def of_demo(signed):
    signed.round.is_demo = True
    signed.round.save()


@pytest.mark.parametrize(
    "change",
    [bytes, flipped, lambda pdf: pdf + b"%", lambda pdf: pdf[:-500]],
    ids=["ours", "flipped", "added", "truncated"],
)
def test_a_paper_of_the_demo_says_so_even_when_it_was_altered(client, signed, change):
    of_demo(signed)

    assertContains(drop(client, change(newest(signed))), "DEMO – without legal value")


def test_a_signature_of_the_demo_is_known_by_its_authority_where_the_code_is_lost(client, signed):
    TrustAnchor.objects.update(is_demo=True)
    pdf = papers.sign(papers.laid(), 0)  # bears no code of ours

    assert verification.judge_stranger(pdf).round is None
    assertContains(drop(client, flipped(pdf)), "DEMO – without legal value")


def test_a_paper_that_is_no_demo_does_not_say_so(client, signed):
    assertNotContains(drop(client, newest(signed) + b"%"), "DEMO")


def test_a_stranger_sees_who_signed_by_the_code(client, signed):
    response = client.get(reverse("verify_code", args=["AB12-CD34"]))

    assertContains(response, "All signatures are valid")
    assertContains(response, "Ban Quản lý AAA")
    assertContains(response, "AAA Ban Quản lý")  # the certificate's CN
    assertNotContains(response, "leader@khoithidua.example")


@pytest.mark.parametrize("typed", ["AB12-CD34", "ab12cd34", " ab12 cd34 "])
def test_a_code_is_found_however_it_is_typed(client, signed, typed):
    response = client.get(PAGE, {"code": typed})

    assertRedirects(response, reverse("verify_code", args=["AB12-CD34"]))


def test_an_unknown_code_in_an_address_shows_the_form_again_and_keeps_it(client, signed):
    response = client.get(reverse("verify_code", args=["ZZ99-ZZ99"]))

    assertContains(response, "No paper of ours bears this code.", status_code=404)
    assertContains(response, 'value="ZZ99-ZZ99"', status_code=404)
    assertContains(response, "Find the paper", status_code=404)


def test_an_unknown_code_says_so_beside_the_field_and_keeps_it(client, signed):
    response = client.get(PAGE, {"code": "ZZ99ZZ99"})

    assertContains(response, "No paper of ours bears this code.")
    assertContains(response, 'value="ZZ99ZZ99"')


def test_a_dropped_file_is_read_and_not_kept(client, signed):
    kept = signed.round.newest.blob.__class__.objects.count()

    response = drop(client, newest(signed))

    assertContains(response, "yes, the newest revision")
    assert signed.round.newest.blob.__class__.objects.count() == kept


def test_a_void_round_still_verifies_as_void(client, signed):
    rounds.void(signed.round, "Sai chỉ tiêu số 3", by=signed.by)

    response = client.get(reverse("verify_code", args=["AB12-CD34"]))

    assertContains(response, "This paper is void")
    assertContains(response, "Sai chỉ tiêu số 3")
    assertNotContains(response, "All signatures are valid")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\nrubbish", "damaged"),
        (b"GIF89a", "not a PDF"),
        (b"%PDF-1.4\n" + b"\x00" * 5000, "damaged"),
    ],
)
def test_rubbish_gets_a_plain_answer(client, db, content, words):
    assertContains(drop(client, content), words)


def test_an_empty_file_is_refused_beside_the_field(client, db):
    assertContains(drop(client, b""), "The submitted file is empty.")


def test_too_large_a_file_is_refused_beside_the_field(client, db, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024

    assertContains(drop(client, b"%PDF" + b"0" * 1024 * 1024), "larger than 1 MB")


def test_a_stranger_may_not_ask_for_ever(client, db):
    answers = [drop(client, b"GIF89a").status_code for _ in range(FILES_A_MINUTE + 1)]

    assert answers == [200] * FILES_A_MINUTE + [429]


def test_who_asks_too_often_learns_how_long_to_wait(client, db):
    answers = [drop(client, b"GIF89a") for _ in range(FILES_A_MINUTE + 1)]

    assertContains(answers[-1], "try again in 1 minute.", status_code=429)
    assert answers[-1].headers["Retry-After"] == "60"


def test_who_signs_in_too_often_learns_how_long_to_wait(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    typed = {"login": "ai@khoithidua.example", "password": "sai"}

    answers = [client.post(reverse("account_login"), typed) for _ in range(2)]

    assertContains(answers[-1], "try again in 1 minute.", status_code=429)


def test_who_mistakes_the_password_too_often_learns_how_long_to_wait(client, db):
    client.cookies["django_language"] = "vi"
    typed = {"login": "ai@khoithidua.example", "password": "sai"}

    answers = [client.post(reverse("account_login"), typed) for _ in range(6)]

    assertNotContains(answers[-2], "thử lại sau")
    assertContains(answers[-1], "Xin thử lại sau 5 phút.")
    assert "5/300s/key" in RATE_LIMITS["login_failed"]


def test_no_limit_of_allauth_lasts_longer_than_we_say():
    """What the house does not offer (telephones, one-time codes) does not count."""
    used = ("login", "reset_password", "reset_password_from_key", "reauthenticate")
    also = ("change_password", "manage_email", "signup")
    lasting = {
        rate.duration for action in (*used, *also) for rate in parse_rates(RATE_LIMITS[action])
    }
    assert lasting == {views.MINUTE}


def test_verify_document_prints_json_and_ends_well_for_a_good_file(signed, tmp_path, capsys):
    file = tmp_path / "a.pdf"
    file.write_bytes(newest(signed))

    call_command("verify_document", file)

    (said,) = json.loads(capsys.readouterr().out)
    assert (said["good"], said["ours"], said["newest"], said["code"]) == (
        True, True, True, "AB12-CD34",
    )  # fmt: skip
    assert [each["field"] for each in said["signatures"]] == ["sig-AAA", "sig-BBB"]


def test_verify_document_ends_with_1_if_one_file_is_bad(signed, tmp_path, capsys):
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(newest(signed))
    bad.write_bytes(newest(signed)[:-100])

    with pytest.raises(SystemExit) as ended:
        call_command("verify_document", good, bad, tmp_path / "none.pdf")

    assert ended.value.code == 1
    said = json.loads(capsys.readouterr().out)
    assert [each["good"] for each in said] == [True, False, False]


def on_paper(signing, *parties):
    """The parties have signed in ink, and the scans were confirmed."""
    for number, party in enumerate(parties):
        rounds.accept_scan(
            party, b"%%PDF-1.7 %d" % number, media_type="application/pdf", by=signing.by
        )
        facts = {"scan_id": party.scan_id, "signer_name": "A", "signer_title": "B"}
        rounds.confirm_scan(party, **facts, by=signing.by)


def by_code(client):
    return client.get(reverse("verify_code", args=["AB12-CD34"]))


def test_an_open_paper_with_ink_only_says_how_many_have_signed(client, signing):
    on_paper(signing, *signing.parties[:2])

    response = by_code(client)

    assertContains(response, "2 boards have signed on paper")
    assertContains(response, "The paper is open for signature.")
    assertNotContains(response, "Nobody has signed")


def test_a_closed_paper_with_ink_only_says_when_and_why_and_who_did_not_sign(client, signing):
    on_paper(signing, signing.parties[0])
    rounds.close(signing.round, "Hết hạn", by=signing.by)

    response = by_code(client)

    assertContains(response, "1 board has signed on paper")
    assertContains(response, "Closed on 15/06/2026 with boards missing")
    assertContains(response, "Reason: Hết hạn")
    assertContains(response, "did not sign", count=2)
    assertNotContains(response, "open for signature")
    assertNotContains(response, "waiting for signature")


def test_a_paper_sealed_in_ink_only_says_that_nobody_is_missing(client, signing):
    on_paper(signing, *signing.parties)
    signing.round.refresh_from_db()
    rounds.seal(signing.round)

    response = by_code(client)

    assertContains(response, "Sealed on 15/06/2026: nobody is missing.")
    assertContains(response, "3 boards have signed on paper")
    assertNotContains(response, "open for signature")


def test_a_closed_paper_without_any_signature_is_not_open(client, signing):
    rounds.close(signing.round, "Hết hạn", by=signing.by)

    response = by_code(client)

    assertContains(response, "The signing is over.")
    assertNotContains(response, "open for signature")


def test_a_void_paper_with_ink_only_shows_nothing_in_green(client, signing):
    on_paper(signing, signing.parties[0])
    rounds.void(signing.round, "Sai chỉ tiêu", by=signing.by)

    response = by_code(client)

    assertContains(response, "This paper is void")
    assertContains(response, "signed on paper, but the paper is void")
    assertNotContains(response, "state-on_paper")
    assertNotContains(response, "open for signature")


def test_the_signatures_of_a_void_paper_are_not_green(client, signed):
    rounds.void(signed.round, "Sai chỉ tiêu", by=signed.by)

    response = by_code(client)

    assertContains(response, "valid, but the paper is void", count=2)
    assertNotContains(response, "state-signed")


def test_a_closed_paper_says_why_beside_its_digital_signatures(client, signed):
    rounds.close(signed.round, "Hết hạn", by=signed.by)

    response = by_code(client)

    assertContains(response, "All signatures are valid")
    assertContains(response, "Reason: Hết hạn")
    assertContains(response, "did not sign", count=1)
