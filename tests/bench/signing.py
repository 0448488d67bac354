"""Eleven signatures through the application, beside pyHanko with the same fields and keys."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from pyhanko.keys import load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from config.demo.keys import PASSPHRASE
from config.demo.play import on
from config.demo.scenario import Scenario
from foundation import clock
from foundation.documents import pades
from foundation.signing import trust, turns
from members.models import Account
from pledges import actions, queries
from pledges.actions.signing import draw_stamp
from pledges.models import Pledge, PledgeState, Signatory
from tests.bench.racing import Race, race
from tests.bench.stage import open_anew

SIGNING_ROUNDS, VERIFYING_ROUNDS = 7, 9
BEGIN = dt.datetime.combine(dt.date.min, dt.time(10))
PERMITTED = MDPPerm.FILL_FORMS


@dataclass(frozen=True)
class Hand:
    """Who signs for a board, and with what."""

    field: str
    leader: Account
    key: object
    certificate: bytes
    chain: list[bytes]
    stamp: Path

    def signer(self) -> SimpleSigner:
        """The same key as pyHanko holds it."""
        plain = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        above = [x509.Certificate.load(each) for each in self.chain]
        return SimpleSigner(
            signing_cert=x509.Certificate.load(self.certificate),
            signing_key=load_private_key_from_pemder_data(plain, passphrase=None),
            cert_registry=SimpleCertificateStore.from_certs(above),
        )


class OpenKey(Signer):
    """The same hand whose key has been read once, as in a device."""

    def __init__(self, hand: Hand) -> None:
        above = [x509.Certificate.load(each) for each in hand.chain]
        super().__init__(
            signing_cert=x509.Certificate.load(hand.certificate),
            cert_registry=SimpleCertificateStore.from_certs(above),
        )
        self.key = hand.key

    async def async_sign_raw(self, data: bytes, *_how: object, **_more: object) -> bytes:
        """Sign, where only the size is asked for too, as pyHanko's own signer does."""
        return pades.signature_over(data, self.key)


class Signing:
    """The case's boards, each with its key file, sign again and again."""

    def __init__(self, scenario: Scenario, folder: Path) -> None:
        self.scenario = scenario
        self.folder = folder
        self.runs = 0
        self.pledge = scenario.pledge
        with on(self.pledge.signed_on):
            self.hands = [self.hand(place) for place in queries.places(self.pledge)]
        self.signers = [hand.signer() for hand in self.hands]
        self.open_keys = [OpenKey(hand) for hand in self.hands]
        self.open()

    def hand(self, place: Signatory) -> Hand:
        """The board's demo key, and the stamp that the application would draw."""
        board, leader = place.board, self.scenario.year.leader(place.board)
        path, certificate = self.scenario.keyring.of_board(
            self.scenario.bloc.code, board.code, board.name_on(clock.today())
        )
        held = pkcs12.load_pkcs12(path.read_bytes(), PASSPHRASE.encode())
        stamp = self.folder / f"{place.party.field}.pdf"
        signer = queries.signer_of(place, leader)
        stamp.write_bytes(draw_stamp(place, signer, clock.now()))
        chain = [each.certificate.public_bytes(Encoding.DER) for each in held.additional_certs]
        der = certificate.public_bytes(Encoding.DER)
        return Hand(place.party.field, leader, held.key, der, chain, stamp)

    def open(self) -> None:
        """A fresh round, a minute later, so that no run finds the bytes of another."""
        self.runs += 1
        minute = (BEGIN + dt.timedelta(minutes=self.runs)).time()
        with on(self.pledge.signed_on, minute):
            self.pledge = open_anew(self.pledge)
        self.drawn = self.pledge.round.drawn.read()
        self.moment = minute

    def sign_ours(self) -> None:
        """Every board prepares and finishes; the last one seals."""
        with on(self.pledge.signed_on, self.moment):
            places = Signatory.objects.filter(party__round=self.pledge.round_id)
            for pk, hand in zip(
                places.order_by("party__position").values_list("pk", flat=True),
                self.hands,
                strict=True,
            ):
                self.sign_one(pk, hand)
        assert Pledge.objects.get(pk=self.pledge.pk).state == PledgeState.SEALED

    def sign_one(self, pk: int, hand: Hand) -> None:
        """Two requests of an agent, without HTTP around them."""
        known = Signatory.objects.select_related("board", "party__round", "pledge__campaign__bloc")
        signatory = known.get(pk=pk)
        prepared = actions.prepare_signature(
            signatory, certificate=hand.certificate, chain=hand.chain, by=hand.leader
        )
        signature = pades.signature_over(turns.attributes_of(prepared), hand.key)
        actions.finish_signature(known.get(pk=pk), prepared, signature, by=hand.leader)

    def sign_bare(self, signers: Sequence[Signer]) -> None:
        """The same boards by pyHanko alone, in memory."""
        document = self.drawn
        for number, (hand, signer) in enumerate(zip(self.hands, signers, strict=True)):
            details = PdfSignatureMetadata(
                field_name=hand.field,
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
                name=str(hand.leader),
                certify=number == 0,
                docmdp_permissions=PERMITTED,
            )
            style = StaticStampStyle.from_pdf_file(
                str(hand.stamp), border_width=0, background_opacity=1.0
            )
            writer = IncrementalPdfFileWriter(io.BytesIO(document))
            signed = PdfSigner(details, signer=signer, stamp_style=style).sign_pdf(
                writer, existing_fields_only=True
            )
            document = signed.getvalue()

    def race_signing(self) -> tuple[Race, ...]:
        """With pyHanko as it comes, and with pyHanko whose keys are open."""
        return race(
            self.sign_ours,
            lambda: self.sign_bare(self.signers),
            lambda: self.sign_bare(self.open_keys),
            rounds=SIGNING_ROUNDS,
            before=self.open,
        )

    def race_verifying(self) -> Race:
        """On the sealed pledge of the last run, all signatures at once."""
        self.content = Pledge.objects.get(pk=self.pledge.pk).round.newest.read()
        self.roots = trust.roots(demo=True)
        with on(self.pledge.signed_on, self.moment):
            self.at = clock.now()
        (result,) = race(self.verify_ours, self.verify_bare, rounds=VERIFYING_ROUNDS)
        return result

    def verify_ours(self) -> None:
        report = pades.verify(self.content, self.roots, self.at)
        assert report.valid
        assert len(report.signers) == len(self.hands)

    def verify_bare(self) -> None:
        anchors = [x509.Certificate.load(each) for each in self.roots]
        reader = PdfFileReader(io.BytesIO(self.content))
        for embedded in reader.embedded_signatures:
            context = ValidationContext(trust_roots=anchors, moment=self.at, allow_fetching=False)
            assert validate_pdf_signature(embedded, context).bottom_line

    def facts(self) -> list[str]:
        """What was measured, in words."""
        size = len(self.content) // 1024
        signing_fact = (
            f"Signatures: the two actions of an agent (prepare and finish) for all "
            f"{len(self.hands)} boards, without HTTP: permissions of the certificate, turn, stamp, "
            "database and files synced to the disk; each new signature is verified, and all of "
            f"them at the seal. {SIGNING_ROUNDS} rounds. Beside it pyHanko's `sign_pdf` in memory "
            "with the same paper, fields, stamps (drawn before) and keys: it draws, keeps and "
            "verifies nothing."
        )
        keys_fact = (
            "pyHanko's `SimpleSigner` reads and checks the private key anew for every signature, "
            "twice; our side never does, because the key is in the signer's device and is held "
            "open here. The row without a bound takes that away from pyHanko: what remains of the "
            "ratio is the price of the stamps, the verifying, the database and the files."
        )
        verifying_fact = (
            f"Verifying: the sealed pledge of {size} kB, {VERIFYING_ROUNDS} rounds; beside it "
            "pyHanko's own validation of each signature, later revisions compared."
        )
        return [signing_fact, keys_fact, verifying_fact]
