"""Read papers with programs that did not draw them: Poppler and pypdf."""

import io
import subprocess
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from foundation.documents.library import Anchor

DPI = 144
PIXEL = 0.75  # points: WeasyPrint's content is written in CSS pixels
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Word:
    """A word and where it stands, in points from the page's bottom left."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Run:
    """A stretch of text in one font, size in points."""

    text: str
    font: str
    size: float
    page: int


def poppler(program: str, pdf: bytes, *options: str) -> str:
    """What a program of Poppler says about the file."""
    done = subprocess.run(
        [program, *options, "-", *(["-"] if program == "pdftotext" else [])],
        input=pdf, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stderr == b""
    return done.stdout.decode()


def words(pdf: bytes) -> list[Word]:
    """Every word with its place."""
    tree = ET.fromstring(poppler("pdftotext", pdf, "-bbox"))  # noqa: S314 Poppler's own
    return [
        Word(
            word.text,
            number,
            float(word.get("xMin")),
            float(page.get("height")) - float(word.get("yMax")),
            float(word.get("xMax")),
            float(page.get("height")) - float(word.get("yMin")),
        )
        for number, page in enumerate(tree.iter(f"{XHTML}page"))
        for word in page.iter(f"{XHTML}word")
    ]


def text(pdf: bytes) -> str:
    """All words in reading order, one blank between them."""
    return " ".join(poppler("pdftotext", pdf, "-raw").split())


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def runs(pdf: bytes) -> list[Run]:
    """Every stretch of text with its font and size."""
    found = []
    for number, page in enumerate(reader(pdf).pages):

        def note(text, matrix, _line, font, size, number=number):
            if text.strip():
                points = round(size * abs(matrix[3]), 1)
                name = font["/BaseFont"].partition("+")[2]
                found.append(Run(text.strip(), name, points, number))

        page.extract_text(visitor_text=note)
    return found


def rules(pdf: bytes, page: int) -> list[tuple[float, float, float]]:
    """Drawn lines of 0.75 pt: left, right, and height above the page's bottom, in points.

    WeasyPrint clips each side of a box to a shape of four corners and fills that.
    """
    paper = reader(pdf)
    drawn = ContentStream(paper.pages[page].get_contents(), paper).operations
    height = float(paper.pages[page].mediabox.height)
    shapes: list[list[tuple[float, float]]] = []
    for numbers, operator in drawn:
        if operator == b"m":
            shapes.append([])
        if operator in {b"m", b"l"}:
            shapes[-1].append(tuple(float(number) * PIXEL for number in numbers))
    return [
        (min(xs), max(xs), height - max(ys))
        for xs, ys in (zip(*shape, strict=True) for shape in shapes)
        if round(max(ys) - min(ys), 2) == PIXEL
    ]


def structure(pdf: bytes, kind: str) -> list[DictionaryObject]:
    """The elements of that kind in the tag tree, in reading order."""
    waiting, found = [reader(pdf).trailer["/Root"]["/StructTreeRoot"]], []
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, DictionaryObject):
            found += [element] if element.get("/S") == kind else []
            kids = element.get("/K", [])
            waiting += reversed(kids if isinstance(kids, list) else [kids])
    return found


def rendered(pdf: bytes, page: int, colour: str = "L") -> Image.Image:
    """A page (from 0) as Poppler draws it, in greys or as RGB."""
    number = str(page + 1)
    options = ["-r", str(DPI), "-f", number, "-l", number, "-png"]
    done = subprocess.run(["pdftoppm", *options, "-"], input=pdf, capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout)).convert(colour)


def modules(pdf: bytes, anchor: Anchor, count: int) -> list[list[bool]]:
    """The dark squares of a QR code that is ``count`` squares wide and lies there."""
    picture = rendered(pdf, anchor.page)
    left, _, right, top = (side * DPI / 72 for side in anchor.box)
    step = (right - left) / count
    return [
        [
            picture.getpixel((left + (x + 0.5) * step, picture.height - top + (y + 0.5) * step))
            < 128
            for x in range(count)
        ]
        for y in range(count)
    ]
