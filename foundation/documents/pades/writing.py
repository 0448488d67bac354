"""Write incremental revisions: fields, stamps, nothing else."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    SigFieldSpec,
    append_signature_field,
    ensure_sig_flags,
    enumerate_sig_fields,
)
from pyhanko.stamp import StaticStampStyle

from foundation.documents.pades.reports import SigningRefused


@dataclass(frozen=True)
class Cell:
    """Where a signature will stand on the paper."""

    name: str  # of the field: letters, digits, hyphens; a dot would make it a field's child
    page: int  # from 0
    box: tuple[float, float, float, float]  # left, bottom, right, top in points from bottom left


class RevisionWriter(IncrementalPdfFileWriter):
    """A revision that holds what was asked for and no more.

    pyHanko would write the machine's clock and its own name into the metadata with every
    revision. The paper's metadata stay as they were drawn: the demo's days are not the
    machine's, and PDF/A wants them to agree with one another.
    """

    def _update_meta(self) -> None:
        """Leave the metadata alone."""


class _Page(ImportedPdfPage):
    """A page to import that is in memory and not in a file."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(file_name=None)
        self.pdf = pdf

    def render(self) -> bytes:
        writer = self._ensure_writer
        page = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self.pdf)))
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        self.resources.xobject["/Stamp"] = page
        return b"/Stamp Do"


def stamp_style(pdf: bytes) -> StaticStampStyle:
    """A stamp that fills its cell with the first page of a PDF, without frame or tint."""
    fill = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins.uniform(0),
        inner_content_scaling=InnerScaling.SHRINK_TO_FIT,
    )
    return StaticStampStyle(
        background=_Page(pdf), background_layout=fill, background_opacity=1.0, border_width=0
    )


def lay_fields(pdf: bytes, cells: Sequence[Cell]) -> bytes:
    """Lay an empty signature field into each cell, all in one revision.

    To be done before the first signature: a field that comes later breaks the certification.
    Every widget has the print flag and an appearance (ISO 19005-3, 6.3.2 and 6.3.3).
    """
    writer = RevisionWriter(io.BytesIO(pdf))
    if any(enumerate_sig_fields(writer.prev, filled_status=True)):
        raise SigningRefused("already_signed")
    for cell in cells:
        spec = SigFieldSpec(cell.name, on_page=cell.page, box=cell.box)  # type: ignore[arg-type]
        append_signature_field(writer, spec)
    # "append only" already now, so that the first signature changes nothing but its own field
    ensure_sig_flags(writer, lock_sig_flags=True)
    revision = io.BytesIO()
    writer.write(revision)
    return revision.getvalue()
