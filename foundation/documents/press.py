"""The press: the only module that knows WeasyPrint.

It is slow to import and only drawing needs it, so ``library`` imports it late.
"""

import functools
import io
import threading
from importlib.resources import files
from pathlib import Path

from PIL import ImageFile
from weasyprint import CSS, HTML, Document
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# WeasyPrint's import tells Pillow, for the whole process, to read half a picture without
# complaint. Our papers hold whole pictures only, and uploads.py refuses others by Pillow's word.
ImageFile.LOAD_TRUNCATED_IMAGES = False

SHEETS = Path(__file__).resolve().parents[2] / "static" / "documents"
ARCHIVAL = {"pdf_variant": "pdf/a-3u", "output_intent": "papers"}
POINTS_PER_PIXEL = 0.75  # CSS: 96 pixels to the inch; PDF: 72 points


class DrawingFailed(RuntimeError):
    """A paper asked for something that it may not have, or did not fit."""


class OwnFolderOnly(URLFetcher):
    """Fetches data: addresses and our own style sheets, and refuses all else aloud."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data", "file"}, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.lower().startswith("file:"):
            path = Path(URLFetcherResponse(url).path).resolve()
            if SHEETS not in path.parents:
                raise PermissionError(f"{path} is not a style sheet of papers")
        return super().fetch(url, headers)


_fetcher = OwnFolderOnly()
_thread = threading.local()  # Pango's font maps may not be shared between threads


def fonts() -> FontConfiguration:
    """This thread's fonts: loaded once, because loading takes longer than a stamp."""
    if not hasattr(_thread, "fonts"):
        _thread.fonts = FontConfiguration()
    return _thread.fonts


@functools.cache
def srgb() -> bytes:
    """The ICC profile that WeasyPrint brings; it would leave the file open at each drawing."""
    return files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


def colours() -> ColorProfile:
    """What red, green and blue mean on a paper: a new one for each, as it is marked in use."""
    channels = (["r"], ["g"], ["b"])
    return ColorProfile(io.BytesIO(srgb()), "sRGB2014.icc", "relative-colorimetric", channels)


def lay_out(markup: str, css: str = "") -> Document:
    """Break the markup into pages; raises DrawingFailed for an address that is refused."""
    base = SHEETS.as_uri() + "/"
    try:
        html = HTML(string=markup, base_url=base, url_fetcher=_fetcher)
        return html.render(
            font_config=fonts(),
            stylesheets=[CSS(string=css)] if css else None,
            color_profiles={"papers": colours()},
            **ARCHIVAL,
        )
    except FatalURLFetchingError as refused:
        raise DrawingFailed(str(refused)) from refused


def write(document: Document, *, tagged: bool = True) -> bytes:
    """The pages as PDF/A-3u; the same pages are the same bytes."""
    return document.write_pdf(pdf_tags=tagged, **ARCHIVAL)


Box = tuple[float, float, float, float]


def boxes(document: Document) -> dict[str, tuple[int, Box]]:
    """Page (from 0) and box of every element with an id, in points from the bottom left."""
    return {
        name: (number, _in_points(rectangle, page.height))
        for number, page in enumerate(document.pages)
        for name, rectangle in page.anchors.items()
    }


def _in_points(rectangle: Box, page_height: float) -> Box:
    """A rectangle in pixels from the top left, as PDF counts it."""
    left, top, right, bottom = (length * POINTS_PER_PIXEL for length in rectangle)
    height = page_height * POINTS_PER_PIXEL
    return left, height - bottom, right, height - top
