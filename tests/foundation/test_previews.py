"""Small pictures are small, upright, and tell nothing of the camera."""

import io

import pytest
from PIL import Image

from foundation.documents import previews
from foundation.documents.keeping import keep

pytestmark = pytest.mark.django_db


def kept(picture, kind, **options):
    drawn = io.BytesIO()
    picture.save(drawn, kind, **options)
    return keep(drawn.getvalue(), media_type=f"image/{kind.lower()}")


def read(content):
    with Image.open(io.BytesIO(content)) as found:
        found.load()
        return found.copy(), found.format, dict(found.getexif())


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_picture_becomes_a_small_one(kind):
    blob = kept(Image.new("RGB", (4000, 3000), "navy"), kind)

    content = previews.small_picture(blob)

    found, form, _exif = read(content)
    assert (found.size, form) == ((480, 360), "JPEG")
    assert len(content) < blob.size
    assert found.getpixel((240, 180))[2] > 100


def test_a_small_picture_is_not_blown_up():
    found, *_ = read(previews.small_picture(kept(Image.new("RGB", (40, 30)), "PNG")))

    assert found.size == (40, 30)


def test_what_the_camera_wrote_is_obeyed_and_left_out():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Máy ảnh"  # lies on its side; the maker
    blob = kept(Image.new("RGB", (400, 200), "white"), "JPEG", exif=exif)

    found, _form, told = read(previews.small_picture(blob))

    assert found.size == (180, 360)
    assert told == {}


def test_what_is_transparent_is_white():
    blob = kept(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG")

    found, *_ = read(previews.small_picture(blob))

    assert min(found.getpixel((25, 25))) > 250
