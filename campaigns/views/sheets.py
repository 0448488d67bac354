"""The page of a sheet of points, and what it saves by itself while somebody types.

Who asks for JSON is the page's own script (static/js/autosave.js): 200 saved, 409 somebody
else was faster, 422 refused. Without it the same addresses answer with pages.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns import actions, score_sheets
from campaigns.forms.scores import ReturnSheetForm, SubmitSheetForm
from campaigns.forms.sheets import SheetRow, parted, row_of, typed_rows
from campaigns.forms.tables import SheetForm
from campaigns.models import Evidence, Sheet
from campaigns.pages import sheet_files
from campaigns.pages import sheets as pages
from campaigns.queries import sheets as queries
from campaigns.views.scores import looked_at_or_sent
from campaigns.views.writing import REFUSED, SAVED, STALE, by_itself, saved_words
from foundation.documents import spreadsheet
from foundation.documents.responses import answer_with, answer_with_bytes
from foundation.documents.uploads import read_bytes
from foundation.forms import done
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted


def sheet_for(request: HttpRequest, verb: str, pk: int) -> Sheet:
    """The sheet, if the person may do that with it; its year knows its days."""
    return get_permitted(request, f"campaigns.{verb}", queries.shown_to(request.user), pk=pk)


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Three figures side by side; fields for whoever fills it in."""
    found = sheet_for(request, "view_sheet", pk)
    return page(request, found)


def page(request: HttpRequest, found: Sheet, status: int = 200, **more: Any) -> HttpResponse:
    """The page, with what could not be saved."""
    only = "khac" in request.GET
    context = pages.sheet_page(found, request.user, only_different=only, **more)
    return render(request, "campaigns/sheet.html", context, status=status)


@require_POST
def edit_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Sound lines are saved, the others say what is wrong."""
    found = sheet_for(request, "edit_sheet", pk)
    desk = pages.desk_of(found, request.user)
    marks = desk.marks[found.pk].values()
    links = {mark.pk: set(mark.linked) for mark in marks}
    rows, entries = typed_rows(found, marks, links, request.POST)
    fresh = parted(rows, entries)
    if "agree" in request.POST:
        fresh += pages.agreeing(desk, {entry.key for entry in fresh})
    try:
        actions.edit_sheet(found, fresh, by=request.user)
    except Refusal as refusal:
        return refused(request, found, refusal)
    if by_itself(request):
        return answer(request, found, rows, {entry.key for entry in fresh})
    if any(row.errors or row.theirs for row in rows):
        return page(request, found, REFUSED, rows=rows)
    messages.success(request, _("The points have been saved."))
    return redirect(found)


def refused(request: HttpRequest, found: Sheet, said: Refusal) -> HttpResponse:
    """Nothing was saved."""
    if by_itself(request):
        return JsonResponse({"words": str(said), "rows": {}}, status=REFUSED)
    messages.error(request, str(said))
    found.refresh_from_db()
    return redirect(found)


def answer(
    request: HttpRequest, found: Sheet, rows: Sequence[SheetRow], saved: set
) -> JsonResponse:
    """Line by line what it has become, or what is wrong with it; and the sums."""
    desk = pages.desk_of(found, request.user)
    answers = {row.name: row_answer(desk, row, saved) for row in rows}
    is_stale, is_wrong = any(row.theirs for row in rows), any(row.errors for row in rows)
    status = STALE if is_stale else REFUSED if is_wrong else SAVED
    words = saved_words() if status == SAVED else _("not everything has been saved")
    sums = pages.sums_shown(desk, found.kind)
    return JsonResponse({"words": words, "rows": answers, "sums": sums}, status=status)


def row_answer(desk: pages.Desk, row: SheetRow, saved: set) -> dict[str, Any]:
    """One line for the page's script; a line that was not touched keeps what it has seen."""
    key = row.mark.criterion.key
    mark = desk.marks[desk.sheet.pk][key]
    now = row_of(desk.sheet, mark, mark.linked)
    found: dict[str, Any] = {
        "errors": row.errors,
        "points": pages.words_of(mark.points),
        "difference": pages.difference_words(mark.points, desk.own(key)),
    }
    if row.theirs:
        theirs = {"value": now.value, "reason": now.reason}
        clash = pages.words_of_theirs(row)
        return found | {"clash": clash, "theirs": theirs, "seen": now.seen}
    return found | {"seen": now.seen} if key in saved else found


@looked_at_or_sent
def submit_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it in."""
    found = sheet_for(request, "submit_sheet", pk)
    form = SubmitSheetForm(request.POST or None)
    if done(form, actions.submit_sheet, found, by=request.user):
        messages.success(request, _("The sheet has been handed in."))
        return redirect(found)
    late = queries.days_late(found)
    context = pages.around(found) | {"form": form, "late": late}
    return render(request, "campaigns/submit_sheet.html", context)


@looked_at_or_sent
def return_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it back with a reason."""
    found = sheet_for(request, "return_sheet", pk)
    form = ReturnSheetForm(request.POST or None)
    if done(form, actions.return_sheet, found, by=request.user):
        messages.success(request, _("The sheet has been returned; its board is told by mail."))
        return redirect(found)
    return render(request, "campaigns/return_sheet.html", pages.around(found) | {"form": form})


@require_safe
def sheet_evidence(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """A file that the board has linked to a line, for who may read its sheet."""
    found = sheet_for(request, "view_sheet", pk)
    desk = pages.desk_of(found, request.user)
    linked = {piece for marks in desk.marks.values() for m in marks.values() for piece in m.linked}
    pieces: Any = queries.evidence_for(found).filter(pk__in=linked, document__isnull=False)
    piece: Evidence = get_object_or_404(pieces, pk=evidence)
    if piece.document is None:
        raise Http404
    return answer_with(piece.document, inline=True)


@require_safe
def sheet_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as XLSX, to be filled in offline."""
    found = sheet_for(request, "import_sheet", pk)
    desk = pages.desk_of(found, request.user)
    content = spreadsheet.write(sheet_files.file_of(desk))
    name = f"phieu-{found.kind}-{found.board.code}-{found.year}.xlsx"
    return answer_with_bytes(content, name, spreadsheet.XLSX)


@looked_at_or_sent
def import_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """First a file is checked and its differences are shown, then it is taken over as a whole."""
    found = sheet_for(request, "import_sheet", pk)
    if "carried" in request.POST:
        return take_over(request, found)
    form = SheetForm(request.POST or None, request.FILES or None)
    context = pages.around(found) | {"form": form}
    if form.is_valid():
        try:
            rows = spreadsheet.read(read_bytes(form.cleaned_data["file"]))
        except Refusal as refusal:
            form.add_error("file", refusal)
        else:
            context |= sheet_files.of_reading(pages.desk_of(found, request.user), rows)
    return render(request, "campaigns/import_sheet.html", context)


def take_over(request: HttpRequest, found: Sheet) -> HttpResponse:
    """What was checked, all or nothing."""
    try:
        entries = score_sheets.unpacked(request.POST["carried"], found.pk)
    except signing.BadSignature as wrong:
        raise Http404 from wrong
    try:
        actions.import_sheet(found, entries, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("campaigns:import_sheet", found.pk)
    messages.success(request, _("The file has been taken over."))
    return redirect(found)
