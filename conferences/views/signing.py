"""Pages on which the papers of a conference are signed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from conferences import actions
from conferences.forms import signing as forms
from conferences.models import PaperSignatory, SignedPaper
from conferences.pages import signing as pages
from conferences.queries import signing as queries
from conferences.views.visible import asked_or_sent, conference_for, page
from foundation.attempts import attempt
from foundation.documents.responses import answer_with, answer_with_bytes
from foundation.forms import done
from foundation.shortcuts import get_permitted
from foundation.signing import tickets, turns
from foundation.signing.models import PartyState
from members.signin import needs_fresh_sign_in


def paper_for(request: HttpRequest, verb: str, pk: int) -> SignedPaper:
    """The paper, if the person may do that with it."""
    visible = queries.signed_papers_visible_to(request.user)
    return get_permitted(request, f"conferences.{verb}", visible, pk=pk)


def place_for(request: HttpRequest, verb: str, pk: int) -> PaperSignatory:
    """The person's own place under a paper."""
    visible = queries.signatories_visible_to(request.user)
    return get_permitted(request, f"conferences.{verb}", visible, pk=pk)


def may_reach_agent(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the page's script talk to the token agent on the signer's own machine."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not settings.AGENT_URL:
            return view(request, **kwargs)
        return csp_update({"connect-src": ["'self'", settings.AGENT_URL]})(view)(request, **kwargs)

    return answer


def in_memory_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Uploads to this page never touch the disk; the token is checked after that is settled."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [MemoryFileUploadHandler(request)]
        return csrf_protect(view)(request, **kwargs)

    return answer


@require_safe
def signed_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has signed, the newest revision, and what this person can do."""
    found = paper_for(request, "view_conference", pk)
    shown = {"signed": found} | pages.of_paper(found, request.user)
    return page(request, "conferences/signed_paper.html", found.conference, **shown)


@require_POST
def issue_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief tells ministry and boards what was concluded."""
    found = conference_for(request, "issue_notice", pk)
    said = _("The notice has its number; sign it as soon as it is drawn.")
    attempt(request, actions.issue_notice, found, success=said)
    return redirect("conferences:minutes", found.pk)


@require_safe
def notice_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice as DOCX."""
    found = conference_for(request, "view_conference", pk)
    signed = queries.notice_of(found)
    if signed is None:
        raise Http404
    from conferences.papers import notice  # slow to import
    from foundation.documents import office

    words = notice.of_notice(found, signed.paper, signed.issued_by)
    name = notice.file_name(found, "docx")
    return answer_with_bytes(notice.word_of(words), name, office.DOCX)


@require_safe
def signed_paper_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The newest revision."""
    found = paper_for(request, "view_conference", pk)
    if found.round is None:
        raise Http404
    return answer_with(found.round.newest)


@require_safe
def signed_paper_scan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scan that waits to be confirmed."""
    scan = pages.of_scan(paper_for(request, "confirm_signed_scan", pk)).get("scan")
    if scan is None:
        raise Http404
    return answer_with(scan, inline=True)


@require_safe
@needs_fresh_sign_in
@may_reach_agent
@never_cache
def prepare_paper_signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign with the device that is plugged into this computer or another."""
    place = place_for(request, "prepare_paper_signature", pk)
    more = {
        "ticket": tickets.issue(place, request.user),
        "minutes": tickets.LASTS // 60,
        "server": settings.BASE_URL,
        "agent_url": settings.AGENT_URL,
        "is_signing": is_signing(place),
    }
    shown = pages.of_place(place, but="prepare_paper_signature") | more
    return page(request, "conferences/prepare_paper_signature.html", place.conference, **shown)


def is_signing(place: PaperSignatory) -> bool:
    """Whether it is this person's turn just now."""
    turn = turns.live_turn(place.party.round)
    return turn is not None and turn.party_id == place.party_id


@require_safe
@never_cache
def paper_signing_status(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the device is; the page asks again by itself."""
    place = place_for(request, "prepare_paper_signature", pk)
    if place.party.state == PartyState.SIGNED:
        return HttpResponseClientRedirect(place.signed_paper.get_absolute_url())
    if pages.why_not(place):
        return HttpResponseClientRefresh()
    shown = {"place": place, "is_signing": is_signing(place)}
    return page(request, "conferences/_paper_signing_status.html", place.conference, **shown)


@require_POST
def give_up_paper_signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the others sign."""
    place = place_for(request, "give_up_paper_signature", pk)
    said = _("Others may sign now.")
    attempt(request, actions.give_up_paper_signature, place, success=said)
    return redirect(place.signed_paper)


@in_memory_only
@sensitive_post_parameters("passphrase")
@asked_or_sent
@needs_fresh_sign_in
def sign_paper_with_key_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A key file and the words that open it."""
    place = place_for(request, "sign_paper_with_key_file", pk)
    form = forms.SignWithKeyFileForm(request.POST or None, request.FILES or None)
    template = "conferences/sign_paper_with_key_file.html"
    return ask_to_sign(request, place, form, actions.sign_paper_with_key_file, template)


@asked_or_sent
@needs_fresh_sign_in
def upload_signed_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest revision, signed in the person's own program."""
    place = place_for(request, "upload_signed_paper", pk)
    form = forms.UploadSignedPaperForm(request.POST or None, request.FILES or None)
    template = "conferences/upload_signed_paper.html"
    return ask_to_sign(request, place, form, actions.upload_signed_paper, template)


def ask_to_sign(
    request: HttpRequest, place: PaperSignatory, form: Form, act: Callable[..., Any], template: str
) -> HttpResponse:
    """A way of signing that asks something."""
    if done(form, act, place, by=request.user):
        messages.success(request, _("You have signed."))
        return redirect(place.signed_paper)
    shown = pages.of_place(place, but=act.__name__) | {"form": form}
    return page(request, template, place.conference, **shown)


@asked_or_sent
def scan_signed_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet that was signed in ink."""
    found = paper_for(request, "scan_signed_paper", pk)
    form = forms.UploadScanForm(request.POST or None, request.FILES or None)
    if done(form, actions.scan_signed_paper, found, by=request.user):
        said = _("The scan has been uploaded. It counts as soon as it has been confirmed.")
        messages.success(request, said)
        return redirect(found)
    shown = {"signed": found, "form": form}
    return page(request, "conferences/scan_signed_paper.html", found.conference, **shown)


@asked_or_sent
def confirm_signed_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody's ink stands on it."""
    found = paper_for(request, "confirm_signed_scan", pk)
    form = forms.ConfirmSignedScanForm(request.POST or None)
    if done(form, actions.confirm_signed_scan, found, by=request.user):
        messages.success(request, _("The signatures on paper have been confirmed."))
        return redirect(found)
    return look_at_scan(request, "conferences/confirm_signed_scan.html", found, form)


@asked_or_sent
def reject_signed_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Why it will not do."""
    found = paper_for(request, "reject_signed_scan", pk)
    form = forms.RejectSignedScanForm(request.POST or None)
    if done(form, actions.reject_signed_scan, found, by=request.user):
        messages.success(request, _("The scan has been sent back."))
        return redirect(found)
    return look_at_scan(request, "conferences/reject_signed_scan.html", found, form)


def look_at_scan(
    request: HttpRequest, template: str, found: SignedPaper, form: Form
) -> HttpResponse:
    """The scan beside the question; no question where none waits."""
    shown = pages.of_scan(found)
    if scan := shown.get("scan"):
        form.fields["sha256"].initial = scan.blob_id
    return page(request, template, found.conference, **shown, form=form)
