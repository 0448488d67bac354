"""Draw papers and stamps from the templates in templates/documents/."""

import base64
import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")  # the zone of every paper (Decree 30/2020)
STAMP_SIZES = (10, 9, 8, 7, 6, 5, 4, 3)  # points; the first that fits is taken
SEAL = 36 / 25.4 * 72  # points: an agency's seal in its real size, 36 mm


@dataclass(frozen=True)
class Anchor:
    """Where an element with an id lies: page from 0, box in points from the bottom left."""

    page: int
    box: tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True)
class Drawing:
    """A drawn paper."""

    pdf: bytes
    pages: int
    anchors: dict[str, Anchor]


def markup(template: str, **context: Any) -> str:
    """The HTML of a paper: always Vietnamese, in Vietnam's zone, whoever asks."""
    with translation.override("vi"), timezone.override(VIETNAM):
        return render_to_string(template, context)


def draw(template: str, **context: Any) -> Drawing:
    """Draw a template of templates/documents/ as PDF/A-3u with tags.

    The same context gives the same bytes: the paper's date comes from the context.
    Raises DrawingFailed when the markup asks for anything but data: addresses and
    our own style sheets.
    """
    from foundation.documents import press  # slow to import: only who draws pays for it

    document = press.lay_out(markup(template, **context))
    anchors = {name: Anchor(page, box) for name, (page, box) in press.boxes(document).items()}
    return Drawing(press.write(document), len(document.pages), anchors)


def stamp(  # noqa: PLR0913 what is said on a stamp
    *,
    width: float,
    height: float,
    capacity: list[str],
    agency: str,
    signer: str,
    signed_at: dt.datetime,
    seal: bytes | None = None,
    demo: bool = False,
) -> bytes:
    """Draw what a signature shows, as a PDF of one page of width x height points.

    ``capacity`` is the lines above the name (``words.signing_lines``); ``seal`` a PNG.
    The words shrink until they fit. Raises DrawingFailed if even the smallest do not.
    """
    from foundation.documents import press  # slow to import: only who draws pays for it

    page = markup(
        "documents/stamp.html",
        capacity=capacity,
        agency=agency,
        signer=signer,
        signed_at=signed_at.astimezone(VIETNAM).isoformat(timespec="seconds"),
        seal=base64.b64encode(seal).decode() if seal else "",
        demo=demo,
    )
    for size in STAMP_SIZES:
        document = press.lay_out(page, stamp_sheet(width, height, size))
        if len(document.pages) == 1:
            return press.write(document, tagged=False)
    raise press.DrawingFailed(f"the words do not fit into {width} x {height} points")


def stamp_sheet(width: float, height: float, size: float) -> str:
    """The part of a stamp's style sheet that depends on the field, in points."""
    seal = min(SEAL, height - 4, width * 0.45)
    return (
        f"@page {{ size: {width}pt {height}pt }} html {{ font-size: {size}pt }}"
        f".seal {{ height: {seal}pt; width: {seal}pt }} .beside {{ margin-left: {seal}pt }}"
    )
