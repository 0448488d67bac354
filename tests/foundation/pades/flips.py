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


def another_end(pdf: bytes) -> bytes:
    """With another last digit of the last signature's container: there its value ends."""
    written, (before, _after) = room(pdf)
    last = len(before) + used(written)
    digit = b"1" if pdf[last : last + 1] == b"0" else b"0"
    return pdf[:last] + digit + pdf[last + 1 :]


def opened(
    written: bytes, signed: tuple[bytes, bytes], issuers: Iterable[x509.Certificate] = ()
) -> str:
    """What the verifier says about a signature's /Contents."""
    try:
        envelope.open_envelope(envelope.contents(written), signed, issuers)
    except (envelope.Altered, envelope.Unverifiable) as wrong:
        return wrong.code
    return "intact"
