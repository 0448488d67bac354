"""What a board signs with: certificates and the picture of its seal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.attempts import attempt
from foundation.forms import done
from foundation.shortcuts import get_permitted
from members import actions
from members.forms import CertificateForm, SealForm
from members.models import Board, Certificate


@require_http_methods(["GET", "HEAD", "POST"])
def register_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The public half of a certificate, from a file."""
    board = get_permitted(request, "members.register_certificate", Board.objects.all(), pk=pk)
    vouches = request.user.leads(board.pk)
    form = CertificateForm(request.POST or None, request.FILES or None, vouches=vouches)
    if done(form, actions.register_certificate, board, by=request.user):
        messages.success(request, _("The board signs with this certificate now."))
        return redirect(board)
    return render(request, "members/register_certificate.html", {"board": board, "form": form})


@require_POST
def withdraw_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The board signs with it no longer."""
    visible = Certificate.objects.filter(board__in=request.user.boards_today)
    certificate = get_permitted(
        request, "members.withdraw_certificate", visible.select_related("board"), pk=pk
    )
    success = _("The board signs with it no longer.")
    attempt(request, actions.withdraw_certificate, certificate, success=success)
    return redirect(certificate.board)


@require_http_methods(["GET", "HEAD", "POST"])
def enter_seal(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture that stamps show."""
    board = get_permitted(request, "members.enter_seal", Board.objects.all(), pk=pk)
    form = SealForm(request.POST or None, request.FILES or None)
    if done(form, actions.enter_seal, board, by=request.user):
        messages.success(request, _("The picture of the seal has been kept."))
        return redirect(board)
    return render(request, "members/enter_seal.html", {"board": board, "form": form})
