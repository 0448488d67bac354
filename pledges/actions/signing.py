"""A board gives its signature: by a device, a file, a service, an upload, or in ink."""

import datetime as dt
from typing import Any

from django.db import transaction

from foundation import clock
from foundation.audit.log import record
from foundation.documents import library
from foundation.refusals import Refusal
from foundation.shortcuts import lock
from foundation.signing import keyfiles, remote, rounds, turns
from foundation.signing.models import Method, Preparation, Round, Signature
from members.models import Account
from pledges import letters, queries
from pledges.models import Pledge, PledgeState, Signatory
from pledges.regulations import signing as regulations

CELL = (226.8, 119.1)  # points: the signature cell of templates/documents/pledge.html


@transaction.atomic
def release_pledge(signatory: Signatory, *, by: Account) -> None:
    """Let the registry apply the agency's signature (cho văn thư ký số của cơ quan).

    Raises RoundOver, NotWaiting and AlreadyReleased.
    """
    lock(signatory.pledge)
    rounds.lock_for_signing(signatory.party)
    regulations.check_release_pledge(signatory)
    rounds.release(signatory.party, by=by)
    record("pledges.release_pledge", signatory.pledge, by=by, **board_of(signatory))
    letters.tell_released(signatory)


@transaction.atomic
def prepare_signature(
    signatory: Signatory, *, certificate: bytes, chain: list[bytes], by: Account
) -> Preparation:
    """Take the turn, and prepare what the signer's device has to sign (chuẩn bị ký).

    certificate, chain: DER. Raises RoundOver, NotWaiting, NotReleased, AnotherSigns, and
    what is wrong with the certificate (members.regulations, foundation.signing.trust).
    """
    evidence = turns.revocation_of(signatory.party, certificate, chain)
    lock(signatory.pledge)
    preparation = take_turn(
        signatory, certificate, chain, method=Method.AGENT, evidence=evidence, by=by
    )
    record("pledges.prepare_signature", signatory.pledge, by=by, **board_of(signatory))
    return preparation


@transaction.atomic
def finish_signature(
    signatory: Signatory, preparation: Preparation, signature: bytes, *, by: Account
) -> Signature:
    """Put the device's signature into the pledge; the last one seals it (hoàn tất ký).

    signature: over the prepared attributes. Twice is once. Raises RoundOver, TurnLost,
    SignatureWrong, SignatureInvalid and SignaturesDoNotVerify.
    """
    document = turns.complete(preparation, signature)
    lock(signatory.pledge)
    return give(signatory, preparation, document, verb="pledges.finish_signature", by=by)


@transaction.atomic
def give_up_signature(signatory: Signatory, *, by: Account) -> None:
    """Let the others sign; nothing happens when the turn is over already (nhường lượt)."""
    lock(signatory.pledge)
    turn = turns.live_turn(signatory.party.round)
    if turn is None or turn.party_id != signatory.party_id:
        return
    turns.give_up(turn)
    record("pledges.give_up_signature", signatory.pledge, by=by, **board_of(signatory))


@transaction.atomic
def sign_with_key_file(
    signatory: Signatory, *, key_file: bytes, passphrase: str, by: Account
) -> Signature:
    """Sign with a PKCS#12 file that is held in memory only (ký bằng tệp khóa).

    Raises KeyFilesOff, KeyFileRefused, and what prepare_ and finish_signature raise.
    """
    regulations.check_sign_with_key_file(signatory, by=by)
    key = keyfiles.open_key_file(key_file, passphrase)
    evidence = turns.revocation_of(signatory.party, key.certificate, key.chain)
    lock(signatory.pledge)
    preparation = take_turn(
        signatory, key.certificate, key.chain, method=Method.KEY_FILE, evidence=evidence, by=by
    )
    document = turns.complete(preparation, key.sign(turns.attributes_of(preparation)))
    return give(signatory, preparation, document, verb="pledges.sign_with_key_file", by=by)


def sign_remotely(
    signatory: Signatory, *, credential: str, pin: str = "", otp: str = "", by: Account
) -> Signature:
    """Sign through the remote service, where the person allows it on the phone (ký từ xa).

    Two transactions: the turn is taken, and nothing is locked while the person looks at the
    phone. PIN and one-time password are never kept. Raises RemoteSigningOff, ServiceAway,
    ServiceRefused, and what prepare_ and finish_signature raise.
    """
    regulations.check_sign_remotely(signatory, by=by)
    certificate, chain = remote.certificate(credential)
    evidence = turns.revocation_of(signatory.party, certificate, chain)
    with transaction.atomic():
        lock(signatory.pledge)
        preparation = take_turn(
            signatory, certificate, chain, method=Method.REMOTE, evidence=evidence, by=by
        )
    try:
        signature = remote.sign(credential, turns.attributes_of(preparation), pin=pin, otp=otp)
    except Refusal:
        turns.give_up(preparation)
        raise
    document = turns.complete(preparation, signature)
    with transaction.atomic():
        lock(signatory.pledge)
        return give(signatory, preparation, document, verb="pledges.sign_remotely", by=by)


def take_turn(
    signatory: Signatory, certificate: bytes, chain: list[bytes], *, by: Account, **how: Any
) -> Preparation:
    """Check, draw the stamp and prepare the newest revision; the caller holds the pledge."""
    regulations.check_prepare_signature(signatory, certificate, by=by)
    signer, moment = queries.signer_of(signatory, by), clock.now()
    return turns.prepare(
        signatory.party,
        certificate=certificate,
        chain=chain,
        signer_name=signer.name,
        signer_title=signer.title,
        stamp=draw_stamp(signatory, signer, moment),
        signed_at=moment,
        by=by,
        **how,
    )


def draw_stamp(signatory: Signatory, signer: queries.Signer, moment: dt.datetime) -> bytes:
    """What the signature shows on the paper: capacity, seal or agency, name, time."""
    seal = signatory.board.seal
    return library.stamp(
        width=CELL[0],
        height=CELL[1],
        capacity=signer.lines,
        agency=signatory.party.name,
        signer=signer.name,
        signed_at=moment,
        seal=seal.read() if seal else None,
        demo=signatory.party.round.is_demo,
    )


def give(
    signatory: Signatory, preparation: Preparation, document: bytes, *, verb: str, by: Account
) -> Signature:
    """File the signature and write it down once; the caller holds the pledge."""
    signature, is_new = turns.finish(preparation, document, by=by)
    if is_new:
        record(verb, signatory.pledge, by=by, **board_of(signatory), certificate=signature.subject)
        seal_when_complete(signatory.pledge, preparation.round)
    return signature


def seal_when_complete(pledge: Pledge, round_: Round) -> None:
    """Seal the pledge if nobody is missing any more."""
    if rounds.is_complete(round_):
        rounds.seal(round_)
        seal_pledge(pledge)


@transaction.atomic
def seal_pledge(pledge: Pledge) -> None:
    """Everybody has signed, and all signatures verify (niêm phong bản giao ước).

    Raises IllegalMove when it is not open.
    """
    lock(pledge)
    pledge.move(PledgeState.SEALED)
    pledge.save(update_fields=["state"])
    record("pledges.seal_pledge", pledge, by=None)
    letters.tell_sealed(pledge)


def board_of(signatory: Signatory) -> dict[str, str]:
    """The board's name, for the history of the pledge."""
    return {"board": signatory.board.short_name, "code": signatory.board.code}
