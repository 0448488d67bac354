"""The pages on which a board gives its signature, in one way or another."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from foundation.attempts import attempt
from foundation.forms import refuse
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted
from foundation.signing import forms, tickets, turns
from foundation.signing.models import PartyState
from members.signin import needs_fresh_sign_in
from pledges import actions, queries
from pledges.forms.signing import DeclinePledgeForm
from pledges.models import Signatory
from pledges.pages import signing as signing_pages
from pledges.regulations import signing as regulations

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def permitted(request: HttpRequest, permission: str, pk: int) -> Signatory:
    """The board's place under a pledge: 404 where it is not to be seen, 403 where not theirs."""
    visible = queries.signatories_visible_to(request.user)
    return get_permitted(request, permission, visible, pk=pk)


def context(signatory: Signatory, **more: Any) -> dict[str, Any]:
    """What every page of a board's place shows."""
    return {"signatory": signatory, "pledge": signatory.pledge, "party": signatory.party} | more


def ask(  # noqa: PLR0913 -- a page, its question, and what follows
    request: HttpRequest,
    signatory: Signatory,
    form: Form,
    *,
    page: str,
    act: Callable,
    done: Any,
    **more: Any,
) -> HttpResponse:
    """Show the question; once it is answered, act on it, or show why not."""
    if form.is_valid():
        try:
            act(signatory, **form.cleaned_data, by=request.user)
        except Refusal as refusal:
            refuse(form, refusal)
            is_over = signing_pages.is_over(signatory) or refusal.is_final
            more["over"] = str(refusal) if is_over else ""
        else:
            messages.success(request, done)
            return redirect(signatory.pledge)
    shown = context(signatory, form=form, **more)
    return render(request, page, shown)


def ask_to_sign(
    request: HttpRequest, signatory: Signatory, form: Form, *, act: Callable, **page: Any
) -> HttpResponse:
    """A way of signing: says before anything is typed why it cannot be gone just now."""
    check = getattr(regulations, f"check_{act.__name__}")
    more = {
        "refusal": signing_pages.why_not(signatory, request.user, check),
        "ways": signing_pages.ways(signatory, request.user, but=act.__name__),
        "releaser": signing_pages.releaser_of(signatory, request.user),
    }
    return ask(request, signatory, form, act=act, **more, **page)


def at_once(request: HttpRequest, signatory: Signatory, act: Callable, done: Any) -> HttpResponse:
    """Act on a button that asks nothing more."""
    attempt(request, act, signatory, success=done)
    return redirect(signatory.pledge)


def may_reach_agent(view: Callable) -> Callable:
    """Let the page's script talk to the token agent on the signer's own machine."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not settings.AGENT_URL:
            return view(request, **kwargs)
        return csp_update({"connect-src": ["'self'", settings.AGENT_URL]})(view)(request, **kwargs)

    return answer


@require_safe
@needs_fresh_sign_in
@may_reach_agent
@never_cache
def prepare_signature(request, pk):
    signatory = permitted(request, "pledges.prepare_signature", pk)
    more = {
        "refusal": signing_pages.why_not(signatory, request.user),
        "ticket": tickets.issue(signatory, request.user),
        "minutes": tickets.LASTS // 60,
        "server": settings.BASE_URL,
        "agent_url": settings.AGENT_URL,
        "signer": queries.signer_of(signatory, request.user),
        "releaser": signing_pages.releaser_of(signatory, request.user),
        "ways": signing_pages.ways(signatory, request.user, but="prepare_signature"),
        "is_signing": is_signing(signatory),
    }
    return render(request, "pledges/prepare_signature.html", context(signatory, **more))


def is_signing(signatory: Signatory) -> bool:
    """Whether it is this board's turn just now."""
    turn = turns.live_turn(signatory.party.round)
    return turn is not None and turn.party_id == signatory.party_id


@require_safe
@never_cache
def signing_status(request, pk):
    signatory = permitted(request, "pledges.prepare_signature", pk)
    if signatory.party.state == PartyState.SIGNED:
        return HttpResponseClientRedirect(signatory.pledge.get_absolute_url())
    if signing_pages.why_not(signatory, request.user):
        return HttpResponseClientRefresh()
    shown = context(signatory, is_signing=is_signing(signatory))
    return render(request, "pledges/_signing_status.html", shown)


@require_POST
def release_pledge(request, pk):
    signatory = permitted(request, "pledges.release_pledge", pk)
    done = _("The registry may now apply the agency's signature.")
    return at_once(request, signatory, actions.release_pledge, done)


@require_POST
def give_up_signature(request, pk):
    signatory = permitted(request, "pledges.give_up_signature", pk)
    return at_once(request, signatory, actions.give_up_signature, _("Others may sign now."))


@require_POST
def take_back_refusal(request, pk):
    signatory = permitted(request, "pledges.take_back_refusal", pk)
    done = _("The refusal has been taken back. Your board may sign.")
    return at_once(request, signatory, actions.take_back_refusal, done)


def in_memory_only(view: Callable) -> Callable:
    """Uploads to this page never touch the disk; the token is checked after that is settled."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [MemoryFileUploadHandler(request)]
        return csrf_protect(view)(request, **kwargs)

    return answer


@in_memory_only
@sensitive_post_parameters("passphrase")
@looked_at_or_sent
@needs_fresh_sign_in
def sign_with_key_file(request, pk):
    signatory = permitted(request, "pledges.sign_with_key_file", pk)
    form = forms.SignWithKeyFileForm(request.POST or None, request.FILES or None)
    act, done = actions.sign_with_key_file, _("Your board has signed.")
    return ask_to_sign(
        request, signatory, form, page="pledges/sign_with_key_file.html", act=act, done=done
    )


@sensitive_post_parameters("pin", "otp")
@looked_at_or_sent
@needs_fresh_sign_in
def sign_remotely(request, pk):
    signatory = permitted(request, "pledges.sign_remotely", pk)
    form = forms.SignRemotelyForm(request.POST or None)
    act, done = actions.sign_remotely, _("Your board has signed.")
    return ask_to_sign(
        request, signatory, form, page="pledges/sign_remotely.html", act=act, done=done
    )


@looked_at_or_sent
@needs_fresh_sign_in
def upload_signed(request, pk):
    signatory = permitted(request, "pledges.upload_signed", pk)
    form = forms.UploadSignedForm(request.POST or None, request.FILES or None)
    act, done = actions.upload_signed, _("The signed file has been checked and accepted.")
    return ask_to_sign(
        request, signatory, form, page="pledges/upload_signed.html", act=act, done=done
    )


@looked_at_or_sent
def upload_scan(request, pk):
    signatory = permitted(request, "pledges.upload_scan", pk)
    form = forms.UploadScanForm(request.POST or None, request.FILES or None)
    done = _("The scan has been uploaded. It counts as soon as it has been confirmed.")
    returned = signing_pages.returned_scan(signatory)
    page = {"page": "pledges/upload_scan.html", "returned": returned}
    return ask_to_sign(request, signatory, form, act=actions.upload_scan, done=done, **page)


@looked_at_or_sent
def confirm_scan(request, pk):
    signatory = permitted(request, "pledges.confirm_scan", pk)
    initial = {"scan_id": signatory.party.scan_id}
    form = forms.ConfirmScanForm(request.POST or None, initial=initial)
    done = _("The board's signature on paper has been confirmed.")
    page = {"page": "pledges/confirm_scan.html", "over": signing_pages.no_scan(signatory)}
    return ask(request, signatory, form, act=actions.confirm_scan, done=done, **page)


@looked_at_or_sent
def reject_scan(request, pk):
    signatory = permitted(request, "pledges.reject_scan", pk)
    initial = {"scan_id": signatory.party.scan_id}
    form = forms.RejectScanForm(request.POST or None, initial=initial)
    done = _("The scan has been sent back.")
    page = {"page": "pledges/reject_scan.html", "over": signing_pages.no_scan(signatory)}
    return ask(request, signatory, form, act=actions.reject_scan, done=done, **page)


@looked_at_or_sent
def decline_pledge(request, pk):
    signatory = permitted(request, "pledges.decline_pledge", pk)
    form = DeclinePledgeForm(request.POST or None)
    done = _("The chief and the secretary have been told.")
    over = signing_pages.why_not(signatory, request.user)
    page = {"page": "pledges/decline_pledge.html", "over": over}
    return ask(request, signatory, form, act=actions.decline_pledge, done=done, **page)
