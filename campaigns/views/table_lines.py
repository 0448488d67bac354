"""Pages on which a table of points is written: its groups, lines, totals and conditions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from campaigns import actions
from campaigns.forms.table_lines import (
    ConditionRows,
    ConditionsForm,
    CriterionForm,
    GroupForm,
    TotalsForm,
)
from campaigns.forms.tables import EditionForm
from campaigns.layouts import Layout
from campaigns.models import ScoringTable
from campaigns.pages import tables as pages
from campaigns.pages.table_buttons import rearranged
from campaigns.queries.indicators import live_indicators
from campaigns.views.tables import looked_at_or_sent, page, table_for
from foundation.refusals import Refusal


def save(request: HttpRequest, form: EditionForm, table: ScoringTable, layout: Layout) -> bool:
    """Write the table with what was typed, or show on the form why not."""
    seen = form.cleaned_data["seen_edition"]
    try:
        actions.edit_table(table, layout, seen_edition=seen, by=request.user)
    except Refusal as refusal:
        form.refuse(refusal, table.edition)
        return False
    messages.success(request, _("The table has been saved."))
    return True


def opened(table: ScoringTable, **facts: Any) -> dict[str, Any]:
    """How a form opens: on the edition that stands."""
    return {"seen_edition": table.edition, **facts}


@looked_at_or_sent
def edit_table(request: HttpRequest, pk: int) -> HttpResponse:
    """All lines with their buttons; a button saves at once."""
    table = table_for(request, "edit_table", pk)
    layout = Layout.shown(table)
    if request.method != "POST":
        return page(request, "campaigns/edit_table.html", table, **pages.of_writing(table, layout))
    try:
        seen = int(request.POST.get("seen_edition") or 0)
        changed = rearranged(layout, request.POST)
        actions.edit_table(table, changed, seen_edition=seen, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    except ValueError as wrong:
        raise Http404 from wrong
    return redirect("campaigns:edit_table", table.pk)


@looked_at_or_sent
def table_group(request: HttpRequest, pk: int, key: UUID | None = None) -> HttpResponse:
    """Add a group, or change one."""
    table = table_for(request, "edit_table", pk)
    layout = Layout.shown(table)
    former = layout.group(key) if key else None
    if key and former is None:
        raise Http404
    facts = {name: getattr(former, name) for name in ("name", "maximum", "is_bonus") if former}
    form = GroupForm(request.POST or None, initial=opened(table, **facts))
    if form.is_valid() and save(request, form, table, layout.with_group(form.text(former))):
        return redirect("campaigns:edit_table", table.pk)
    return page(request, "campaigns/table_group.html", table, form=form, former=former)


@looked_at_or_sent
def table_criterion(
    request: HttpRequest, pk: int, group: UUID | None = None, key: UUID | None = None
) -> HttpResponse:
    """Add a line to a group, or change one."""
    table = table_for(request, "edit_table", pk)
    layout = Layout.shown(table)
    former = layout.criterion(key) if key else None
    place = layout.group_of(key) if key else layout.group(group)
    if place is None:
        raise Http404
    facts = CriterionForm.facts_of(former) if former else {}
    known = {"layout": layout, "indicators": live_indicators(table.bloc)}
    start = opened(table, group=str(place.key), **facts)
    form = CriterionForm(request.POST or None, initial=start, **known)
    if form.is_valid():
        changed = layout.with_criterion(UUID(form.cleaned_data["group"]), form.text(key))
        if save(request, form, table, changed):
            return redirect("campaigns:edit_table", table.pk)
    return page(request, "campaigns/table_criterion.html", table, form=form, former=former)


@looked_at_or_sent
def table_totals(request: HttpRequest, pk: int) -> HttpResponse:
    """What the whole gives, how bonus counts, what decides between equals."""
    table = table_for(request, "edit_table", pk)
    layout = Layout.shown(table)
    facts = opened(table, **TotalsForm.facts_of(layout))
    form = TotalsForm(request.POST or None, initial=facts, layout=layout)
    if form.is_valid() and save(request, form, table, form.text(layout)):
        return redirect("campaigns:edit_table", table.pk)
    return page(request, "campaigns/table_totals.html", table, form=form)


@looked_at_or_sent
def table_conditions(request: HttpRequest, pk: int) -> HttpResponse:
    """What a board must reach, and what keeps it from being ranked."""
    table = table_for(request, "edit_table", pk)
    layout = Layout.shown(table)
    form = ConditionsForm(request.POST or None, initial=opened(table))
    rows = ConditionRows(
        request.POST or None,
        initial=pages.conditions_of(layout),
        form_kwargs={"layout": layout},
    )
    if form.is_valid() and rows.is_valid():
        found = [row.condition() for row in rows if row.has_changed() or row.initial]
        changed = pages.with_conditions(layout, found)
        if save(request, form, table, changed):
            return redirect("campaigns:edit_table", table.pk)
    return page(request, "campaigns/table_conditions.html", table, form=form, rows=rows)
