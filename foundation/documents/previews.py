"""Small pictures of large ones, for lists: without what a camera writes into its files."""

import io

from PIL import Image, ImageOps

from foundation.documents.models import Blob

LARGEST = (480, 360)  # pixels


def small_picture(blob: Blob) -> bytes:
    """A JPEG of a kept PNG or JPEG, upright and at most 480 x 360 pixels."""
    with blob.path.open("rb") as kept, Image.open(kept, formats=["PNG", "JPEG"]) as picture:
        picture.draft("RGB", LARGEST)  # a JPEG need not be read in full
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail(LARGEST)
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright)
    drawn = io.BytesIO()
    paper.save(drawn, "JPEG", quality=80)
    return drawn.getvalue()
