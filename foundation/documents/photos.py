"""Photographs as they are shown: smaller, upright, and without what the camera wrote into them.

A telephone writes into its pictures where and when they were taken, by what, often with a
second picture inside. Only the visible points are taken over, onto a new sheet.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from foundation.documents.uploads import JPEG, MOST_PIXELS, PNG, judge
from foundation.refusals import Refusal

KINDS = (JPEG, PNG)
FORMATS = ("JPEG", "PNG")
LARGEST = 1600  # pixels of the longer side
SMALL = 480  # of the thumbnail
QUALITY = 85
MILLION = 1_000_000


class PictureTooLarge(Refusal):
    text = _("The picture has %(has)s million points; at most %(most)s million are taken.")
    field = "file"


@dataclass(frozen=True)
class Photograph:
    """A photograph in two sizes, both JPEG."""

    content: bytes
    thumbnail: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def developed(content: bytes) -> Photograph:
    """A stranger's JPEG or PNG as it may be shown.

    Raises PictureTooLarge (before a single point is read), and what ``uploads.judge`` raises.
    """
    check_size(content)
    judge(content, KINDS)
    with Image.open(io.BytesIO(content), formats=FORMATS) as found:
        found.draft("RGB", (LARGEST, LARGEST))  # a JPEG need not be read in full
        upright = ImageOps.exif_transpose(found).convert("RGBA")
    return Photograph(printed(upright, LARGEST), printed(upright, SMALL))


def check_size(content: bytes) -> None:
    """By what the head of the file says; a file that has none is judged later."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=FORMATS) as found:
                points = found.width * found.height
        except Image.DecompressionBombError:
            raise PictureTooLarge(has="> 170", most=MOST_PIXELS // MILLION) from None
        except (OSError, SyntaxError, ValueError):
            return
    if points > MOST_PIXELS:
        raise PictureTooLarge(has=points // MILLION, most=MOST_PIXELS // MILLION)


def printed(picture: Image.Image, largest: int) -> bytes:
    """The visible points alone, at most ``largest`` on the longer side, on white."""
    small = picture.copy()
    small.thumbnail((largest, largest))
    paper = Image.new("RGB", small.size, "white")
    paper.paste(small, mask=small)
    drawn = io.BytesIO()
    paper.save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()
