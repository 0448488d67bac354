"""Pages of a year's table of points: read, asked about, approved, changed by a new version."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns import actions
from campaigns.forms.tables import (
    AnswerTableCommentForm,
    ApproveTableForm,
    AskForCommentsForm,
    CommentOnTableForm,
    DraftTableForm,
    ReviseTableForm,
)
from campaigns.layouts import Layout
from campaigns.models import ScoringTable, TableAnswer
from campaigns.pages import tables as pages
from campaigns.queries import tables as queries
from campaigns.queries.registrations import boards_seated
from campaigns.queries.years import campaigns_visible_to
from foundation import clock
from foundation.forms import done
from foundation.shortcuts import get_permitted, permit

COMMENT_DAYS = 10  # what the form proposes
looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def table_for(request: HttpRequest, verb: str, pk: int) -> ScoringTable:
    """The table with its lines, if the person may do that with it."""
    visible = queries.shown(queries.tables_visible_to(request.user))
    return get_permitted(request, f"campaigns.{verb}", visible, pk=pk)


def page(request: HttpRequest, name: str, table: ScoringTable, **more: Any) -> HttpResponse:
    """A page about a table."""
    around = {"table": table, "campaign": table.campaign, "current_bloc": table.bloc}
    return render(request, name, around | more)


@require_safe
def tables(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the table in force or being written; says so where there is none."""
    visible = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.view_table", visible, pk=pk)
    if shown := queries.table_shown(campaign):
        return redirect(shown)
    drafts = request.user.has_perm("campaigns.draft_table", campaign)
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "drafts": drafts}
    return render(request, "campaigns/tables.html", context)


@require_safe
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: its lines, what boards say of it, what it changes."""
    versions = queries.versions_shown(request.user, pk)
    found = next((each for each in versions if each.pk == pk), None)
    if found is None:
        raise Http404
    permit(request, "campaigns.view_table", found)
    return page(
        request, "campaigns/table.html", found, **pages.of_table(found, versions, request.user)
    )


@looked_at_or_sent
def draft_table(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the table of a year."""
    visible = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.draft_table", visible, pk=pk)
    form = DraftTableForm(request.POST or None, tables=queries.tables_to_start_from(campaign))
    if request.method == "POST" and done(form, actions.draft_table, campaign, by=request.user):
        messages.success(request, _("The table has been begun. Check its lines."))
        return redirect("campaigns:edit_table", queries.open_table(campaign).pk)
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "form": form}
    return render(request, "campaigns/draft_table.html", context)


@looked_at_or_sent
def ask_for_comments(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft to the boards, or give them more time."""
    found = table_for(request, "ask_for_comments", pk)
    due_on = found.comments_due_on or clock.today() + dt.timedelta(days=COMMENT_DAYS)
    form = AskForCommentsForm(request.POST or None, initial={"comments_due_on": due_on})
    if request.method == "POST" and done(form, actions.ask_for_comments, found, by=request.user):
        messages.success(request, _("The boards are told by mail."))
        return redirect(found)
    return page(request, "campaigns/ask_for_comments.html", found, form=form)


@looked_at_or_sent
def comment_on_table(request: HttpRequest, pk: int, board_pk: int) -> HttpResponse:
    """A board says what it thinks."""
    found = table_for(request, "view_table", pk)
    boards = {board.pk: board for board in boards_seated(found.campaign)}
    if board_pk not in boards:
        raise Http404
    answer = TableAnswer(found, boards[board_pk])
    permit(request, "campaigns.comment_on_table", answer)
    form = CommentOnTableForm(request.POST or None, layout=Layout.shown(found))
    if request.method == "POST" and done(form, actions.comment_on_table, answer, by=request.user):
        messages.success(request, _("The comment has been sent."))
        return redirect(found)
    return page(request, "campaigns/comment_on_table.html", found, form=form, board=answer.board)


@looked_at_or_sent
def answer_table_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what a board has said."""
    visible = queries.comments_visible_to(request.user)
    comment = get_permitted(request, "campaigns.answer_table_comment", visible, pk=pk)
    form = AnswerTableCommentForm(request.POST or None)
    sent = request.method == "POST"
    if sent and done(form, actions.answer_table_comment, comment, by=request.user):
        messages.success(request, _("The answer has been sent."))
        return redirect(comment.table)
    return page(
        request, "campaigns/answer_table_comment.html", comment.table, form=form, comment=comment
    )


@looked_at_or_sent
def approve_table(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief freezes it."""
    found = table_for(request, "approve_table", pk)
    form = ApproveTableForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and done(form, actions.approve_table, found, by=request.user):
        messages.success(request, _("The table is in force; the boards are told by mail."))
        return redirect(found)
    return page(
        request, "campaigns/approve_table.html", found, form=form, **pages.of_approval(found)
    )


@looked_at_or_sent
def revise_table(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version."""
    found = table_for(request, "revise_table", pk)
    form = ReviseTableForm(request.POST or None)
    if request.method == "POST" and done(form, actions.revise_table, found, by=request.user):
        messages.success(request, _("The new version has been begun. The old one stays in force."))
        return redirect("campaigns:edit_table", queries.open_table(found.campaign).pk)
    return page(request, "campaigns/revise_table.html", found, form=form)
