"""Where rooms meet on one page, and what a stranger may see."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

import pledges.pages.rail
import pledges.queries
from config import verification
from config.forms import CodeForm, FileForm
from config.waiting import waiting_for
from foundation import clock, limits
from foundation.signing.models import Round

FILES_A_MINUTE = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, and how my pledges stand."""
    account = request.user
    standings = pledges.queries.standings_for(account)
    context = {
        "waiting": waiting_for(account),
        "standings": standings,
        "ways": pledges.pages.rail.ways_of(standings),
        "today": clock.today(),
    }
    return render(request, "config/home.html", context)


def asks_too_often(request: HttpRequest) -> bool:
    """Whether a stranger at this address has had too many files read lately."""
    address = get_adapter(request).get_client_ip(request)
    stranger = not request.user.is_authenticated
    return stranger and limits.exceeds("verify", address, most=FILES_A_MINUTE, seconds=60)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """By code, or by dropping a PDF: for anybody, without an account."""
    codes = CodeForm(request.GET if "code" in request.GET else None)
    files = FileForm(request.POST or None, request.FILES or None)
    if codes.is_valid():
        return redirect("verify_code", codes.cleaned_data["code"])
    if files.is_valid():
        if asks_too_often(request):
            return render(request, "429.html", status=429)
        verdict = verification.judge_stranger(files.cleaned_data["file"])
        name = request.FILES["file"].name
        return render(request, "config/verdict.html", {"verdict": verdict, "file_name": name})
    return render(request, "config/verify.html", {"codes": codes, "files": files})


@login_not_required
@require_safe
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What we keep under that code: the newest revision, its signatures, its state."""
    found = Round.objects.prefetch_related("parties").filter(code=code).first()
    if found is None:
        typed = {"codes": CodeForm({"code": code}), "files": FileForm()}
        return render(request, "config/verify.html", typed, status=404)
    revision = found.newest.revision
    revision.round = found  # with the parties that were asked for
    verdict = verification.judge_ours(revision)
    return render(request, "config/verdict.html", {"verdict": verdict, "by_code": True})
