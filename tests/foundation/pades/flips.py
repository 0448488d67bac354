"""Bits that change their mind."""

import re
from collections.abc import Iterable

from asn1crypto import x509

from foundation.documents.pades import envelope

RANGES = re.compile(rb"/ByteRange \[0 (\d+) +(\d+) +(\d+) *\]")


def flip(content: bytes, position: int, bit: int) -> bytes:
    flipped = bytearray(content)
    flipped[position] ^= 1 << bit
    return bytes(flipped)


def room(pdf: bytes) -> tuple[bytes, tuple[bytes, bytes]]:
    """The last signature's /Contents with its brackets, and what it signs."""
    start, end, _ = (int(each) for each in RANGES.findall(pdf)[-1])
    return pdf[start:end], (pdf[:start], pdf[end:])


def used(written: bytes) -> int:
    """How many digits the container itself takes."""
    return 2 * len(bytes.fromhex(written[1:-1].decode()).rstrip(b"\0"))


def opened(
    written: bytes, signed: tuple[bytes, bytes], issuers: Iterable[x509.Certificate] = ()
) -> str:
    """What the verifier says about a signature's /Contents."""
    try:
        envelope.open_envelope(envelope.contents(written), signed, issuers)
    except (envelope.Altered, envelope.Unverifiable) as wrong:
        return wrong.code
    return "intact"
