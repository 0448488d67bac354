"""What the templates of papers need beyond Django's own filters."""

import base64
import datetime as dt
import io

import qrcode
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.image.svg import SvgPathImage

from foundation.documents import words

register = template.Library()

STOPS = " .;,:"  # what a writer may have left at the end of a line
ENDED = (".", ";", ":", "!", "?", "…")
LONGEST_KEPT_TOGETHER = 20  # letters; longer ends must be able to break


@register.filter
def in_words(number: int) -> str:
    return words.in_words(number)


@register.filter
def day_in_words(day: dt.date) -> str:
    return words.day_in_words(day)


@register.filter
def ending(text: str, mark: str) -> str:
    """The line with exactly this mark at its end."""
    return text.strip().rstrip(STOPS) + mark


@register.filter
def sentence(text: str) -> str:
    """The text with a full stop, unless it already ends somehow."""
    text = text.strip()
    return text if text.endswith(ENDED) else f"{text}."


@register.filter
def paragraphs(text: str) -> list[str]:
    """The lines that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def qr(text: str) -> str:
    """A QR code of the text as an SVG picture in a data: address."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    picture = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(picture)
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.getvalue()).decode()}"


@register.filter
def pairs(items: list) -> list[list]:
    """The items two by two; the last may be alone."""
    return [items[start : start + 2] for start in range(0, len(items), 2)]


@register.filter
def end_kept_together(name: str) -> str | SafeString:
    """The name with its last two syllables on one line: mostly a place ("PHÚ YÊN")."""
    *start, last, end = ["", "", *name.split()]
    if not last or len(last) + len(end) > LONGEST_KEPT_TOGETHER:
        return name
    together = format_html('<span class="paper-kept">{} {}</span>', last, end)
    return format_html("{} {}", " ".join(filter(None, start)), together)
