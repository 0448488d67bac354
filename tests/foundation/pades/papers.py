"""Small papers to sign, and boards that sign them in turn."""

import datetime as dt
import functools
import io

from foundation.documents import pades, press
from tests import authorities

ZONE = dt.timezone(dt.timedelta(hours=7))
DAY = dt.datetime(2021, 3, 1, 9, 30, tzinfo=ZONE)
LATER = DAY + dt.timedelta(days=200)
BOARDS = 11


@functools.cache
def draw(html: str, *, tagged: bool = True) -> bytes:
    return press.write(press.lay_out(html), tagged=tagged)


@functools.cache
def stamp(text: str) -> bytes:
    """A stamp of the cells' size."""
    page = "@page { size: 200pt 55pt; margin: 0 } p { font: 9pt Liberation Serif; margin: 0 }"
    return draw(f"<html lang='vi'><style>{page}</style><p>{text}</p>", tagged=False)


def board(number: int) -> authorities.Identity:
    """Every second one has a key on an elliptic curve."""
    return authorities.board(f"B{number}", kind="ec" if number % 2 else "rsa")


def as_file(pdf: bytes) -> io.BytesIO:
    return io.BytesIO(pdf)


def drawn() -> bytes:
    """The paper as it comes from the press."""
    return draw("<html lang='vi'><title>Giao ước</title><h1>Giao ước thi đua năm 2021</h1>")


@functools.cache
def laid() -> bytes:
    """A paper with a cell for each board."""
    cells = [
        pades.Cell(f"board-{number}", 0, (50, 50 + 60 * number, 250, 105 + 60 * number))
        for number in range(BOARDS)
    ]
    return pades.lay_fields(drawn(), cells)


def sign(pdf: bytes, number: int, signer: authorities.Identity | None = None, **details) -> bytes:
    """One board signs, by way of JSON as if in two processes."""
    signer = signer or board(number)
    settings = {
        "field": f"board-{number}",
        "certificate": signer.der,
        "chain": signer.chain,
        "signed_at": DAY + dt.timedelta(minutes=number),
        "stamp": stamp(f"TM. Ban Quản lý số {number}: Nguyễn Thị Ước"),
        "reason": "Ký giao ước thi đua",
        "certify": number == 0,
        "token_room": 0,
    }
    timestamper = details.pop("timestamper", None)
    made = pades.prepare(pdf, **(settings | details))
    made = pades.Prepared.from_json(made.to_json(), made.document)
    signature = pades.signature_over(made.attributes, signer.key)
    return pades.finish(made, signature, timestamper=timestamper)


@functools.cache
def signed(signers: int) -> bytes:
    """The paper after so many boards have signed in turn."""
    return sign(signed(signers - 1), signers - 1) if signers else laid()


def roots() -> list[bytes]:
    return [authorities.root().der]


def verify(pdf: bytes, at: dt.datetime = LATER) -> pades.Report:
    return pades.verify(pdf, roots(), at)
