"""Where rooms meet on one page, and what a stranger may see."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import members.actions
import pledges.pages.rail
import pledges.queries
from config import system, verification
from config.forms import CodeForm, FileForm
from config.waiting import waiting_for
from foundation import clock, limits
from foundation.attempts import attempt
from foundation.jobs.models import Job
from foundation.shortcuts import get_permitted, permit
from foundation.signing.models import Round

FILES_A_MINUTE = 6
JOBS_A_PAGE = 50
MINUTE = 60  # seconds


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
    if account.has_perm("members.view_system", account):
        context |= {"jobs": system.jobs(), "mail_server": system.mail_server()}
    return render(request, "config/home.html", context)


@require_safe
def view_system(request: HttpRequest) -> HttpResponse:
    """What runs by itself and how it stands; what was given up can be tried again."""
    permit(request, "members.view_system", request.user)
    given_up = Paginator(system.jobs_given_up(), JOBS_A_PAGE)
    context = {
        "jobs": system.jobs(),
        "page": given_up.get_page(request.GET.get("page")),
        "anchors": system.anchors(),
        "mail_server": system.mail_server(),
    }
    return render(request, "config/system.html", context)


@require_POST
def retry_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Work that was given up begins anew."""
    job = get_permitted(request, "members.retry_job", Job.objects.all(), pk=pk)
    attempt(request, members.actions.retry_job, job, success=_("The work is tried again."))
    return redirect("system")


def asks_too_often(request: HttpRequest) -> bool:
    """Whether a stranger at this address has had too many files read lately."""
    address = get_adapter(request).get_client_ip(request)
    stranger = not request.user.is_authenticated
    return stranger and limits.exceeds("verify", address, most=FILES_A_MINUTE, seconds=MINUTE)


@login_not_required
def too_often(request: HttpRequest, _exception: Exception | None = None) -> HttpResponse:
    """What allauth answers with when somebody asks too often: all its limits last a minute."""
    return limits.answer_too_often(request, seconds=MINUTE)


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
            return limits.answer_too_often(request, seconds=MINUTE)
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
