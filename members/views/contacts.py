"""Whom to call at a board."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.attempts import attempt
from foundation.forms import done
from foundation.shortcuts import get_permitted
from members import actions
from members.forms import ContactForm
from members.models import Board, Contact


@require_http_methods(["GET", "HEAD", "POST"])
def add_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody to call."""
    board = get_permitted(request, "members.add_contact", Board.objects.all(), pk=pk)
    form = ContactForm(request.POST or None)
    if done(form, actions.add_contact, board, by=request.user):
        messages.success(request, _("The contact has been added."))
        return redirect(board)
    return render(request, "members/add_contact.html", {"board": board, "form": form})


@require_POST
def end_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer whom to call."""
    visible = Contact.objects.filter(board__in=request.user.boards_today)
    contact = get_permitted(request, "members.end_contact", visible.select_related("board"), pk=pk)
    attempt(request, actions.end_contact, contact, success=_("The contact has been removed."))
    return redirect(contact.board)
