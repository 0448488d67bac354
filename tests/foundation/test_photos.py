"""Photographs lose what the camera wrote into them, and nothing that is to be seen."""

import io
import struct
import zlib

import pytest
from PIL import ExifTags, Image

from foundation.documents import photos
from foundation.documents.uploads import FileDamaged, FileOfWrongKind

RED, BLUE = (200, 0, 0), (0, 0, 200)
WHERE = (16.0, 3.0, 14.98)  # degrees, minutes, seconds
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Artist="Nguyen Van A"/></x:xmpmeta>'
)


def halves(size: tuple[int, int]) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    return picture


def shot(size: tuple[int, int] = (400, 200), orientation: int = 1) -> bytes:
    """As a telephone writes it: where, when, by what, by whom, and with a thumbnail's worth."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Model] = "Telephone 7"
    exif[ExifTags.Base.DateTime] = "2026:06:15 08:30:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: WHERE,
            ExifTags.GPS.GPSLongitudeRef: "E",
            ExifTags.GPS.GPSLongitude: (108.0, 12.0, 7.9),
        }
    )
    held = io.BytesIO()
    said = {"exif": exif, "xmp": XMP, "comment": b"taken at home", "icc_profile": b"a profile"}
    halves(size).save(held, "JPEG", quality=95, **said)
    return held.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def colour(picture: Image.Image, x: float, y: float) -> str:
    """Red or blue, at that share of width and height."""
    red, _green, blue = picture.getpixel((int(picture.width * x), int(picture.height * y)))
    return "red" if red > blue else "blue"


def test_the_picture_that_is_tried_knows_where_it_was_taken():
    where = opened(shot()).getexif().get_ifd(ExifTags.IFD.GPSInfo)

    assert tuple(map(float, where[ExifTags.GPS.GPSLatitude])) == WHERE


def test_place_time_camera_and_words_are_gone():
    photograph = photos.developed(shot())

    for content in (photograph.content, photograph.thumbnail):
        found = opened(content)
        assert dict(found.getexif()) == {}
        assert set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        for trace in (b"Exif", b"GPS", b"Telephone", b"2026:06:15", b"Nguyen", b"home", b"profile"):
            assert trace not in content


def test_it_is_shown_upright():
    """Orientation 6: the camera was held on its side, the left edge belongs at the top."""
    photograph = photos.developed(shot(orientation=6))

    for found in map(opened, (photograph.content, photograph.thumbnail)):
        assert found.height == 2 * found.width
        assert (colour(found, 0.5, 0.1), colour(found, 0.5, 0.9)) == ("red", "blue")


def test_it_is_made_smaller_but_never_larger():
    large, small = photos.developed(shot((4000, 2000))), photos.developed(shot((100, 50)))

    sizes = [opened(each).size for each in (large.content, large.thumbnail)]
    assert sizes == [(1600, 800), (480, 240)]
    assert [opened(each).size for each in (small.content, small.thumbnail)] == [(100, 50)] * 2


def test_a_picture_with_clear_parts_stands_on_white():
    held = io.BytesIO()
    Image.new("RGBA", (60, 60), (0, 0, 0, 0)).save(held, "PNG")

    found = opened(photos.developed(held.getvalue()).content)

    assert (found.format, found.getpixel((30, 30))) == ("JPEG", (255, 255, 255))


def test_a_picture_with_a_second_one_inside_loses_it():
    """As newer telephones write them (MPO)."""
    held = io.BytesIO()
    second = Image.new("RGB", (400, 200), BLUE)
    halves((400, 200)).save(held, "MPO", save_all=True, append_images=[second])

    photograph = photos.developed(held.getvalue())

    assert opened(held.getvalue()).n_frames == 2
    found = opened(photograph.content)
    assert (found.format, colour(found, 0.1, 0.5)) == ("JPEG", "red")
    assert photograph.content.count(b"\xff\xd8\xff") == 1


def bomb(width: int, height: int) -> bytes:
    """A PNG of some bytes whose head promises so many points."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("size", [(10_000, 7_000), (12_000, 12_000), (60_000, 60_000)])
def test_more_points_than_a_page_can_show_are_refused_unread(size):
    with pytest.raises(photos.PictureTooLarge):
        photos.developed(bomb(*size))


def test_what_is_no_picture_is_refused():
    with pytest.raises(FileOfWrongKind):
        photos.developed(b"%PDF-1.7 ...")
    with pytest.raises(FileOfWrongKind):
        photos.developed(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    with pytest.raises(FileDamaged):
        photos.developed(shot()[:2000])
