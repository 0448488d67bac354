"""The table of points as a sheet: downloaded, checked, taken over."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import actions, carried, spreadsheets
from campaigns.forms.tables import SheetForm
from campaigns.layouts import Layout
from campaigns.models import ScoringTable
from campaigns.pages import tables as pages
from campaigns.queries import tables as queries
from campaigns.views.tables import looked_at_or_sent, page, table_for
from foundation.documents import spreadsheet
from foundation.documents.responses import answer_with_bytes
from foundation.documents.uploads import read_bytes
from foundation.refusals import Refusal


@require_safe
def table_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The table as XLSX, in the form in which it can be imported again."""
    table = table_for(request, "view_table", pk)
    names = {pk: each.name for pk, each in pages.indicators_shown(table).items()}
    sheet = spreadsheets.sheet_of(table, Layout.shown(table), names)
    file_name = f"bang-diem-{table.year}-ban-{table.number}.xlsx"
    return answer_with_bytes(spreadsheet.write(sheet), file_name, spreadsheet.XLSX)


@looked_at_or_sent
def import_table(request: HttpRequest, pk: int) -> HttpResponse:
    """First a sheet is checked and shown, then it is taken over as a whole."""
    table = table_for(request, "import_table", pk)
    if "carried" in request.POST:
        return take_over(request, table)
    form = SheetForm(request.POST or None, request.FILES or None)
    reading = None
    if form.is_valid():
        try:
            reading = read(table, read_bytes(form.cleaned_data["file"]))
        except Refusal as refusal:
            form.add_error("file", refusal)
    more = pages.of_reading(table, reading) if reading else {}
    return page(request, "campaigns/import_table.html", table, form=form, **more)


def read(table: ScoringTable, content: bytes) -> spreadsheets.Reading:
    """The sheet against the table as it stands; the catalogue gives the indicators."""
    known = queries.indicators_by_name(table.bloc)
    return spreadsheets.read_table(spreadsheet.read(content), Layout.shown(table), known)


def take_over(request: HttpRequest, table: ScoringTable) -> HttpResponse:
    """What was checked, all or nothing."""
    try:
        groups = carried.unpacked(request.POST["carried"], table.pk)
        seen = int(request.POST.get("seen_edition", ""))
    except (signing.BadSignature, ValueError) as wrong:
        raise Http404 from wrong
    layout = Layout.shown(table).replacing(groups)
    try:
        actions.import_table(table, layout, seen_edition=seen, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("campaigns:import_table", table.pk)
    messages.success(request, _("The sheet has been taken over."))
    return redirect("campaigns:edit_table", table.pk)
