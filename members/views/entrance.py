"""How people come in, and what they do when they no longer can."""

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import limits
from foundation.attempts import attempt
from foundation.forms import done
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted, permit
from members import actions, invitations, queries, regulations
from members.forms import AcceptInvitationForm, AskFactorResetForm, ResetFactorForm
from members.models import FactorReset, Invitation
from members.signin import needs_fresh_sign_in, sign_in

TRIES_AN_HOUR = 5
HOUR = 3600  # seconds


def why_void(invitation: Invitation | None) -> str:
    """Why the link leads nowhere, and what to do; empty while it is good."""
    try:
        if invitation is None:
            raise regulations.InvitationUnknown
        regulations.check_accept_invitation(invitation)
    except Refusal as refusal:
        return str(refusal)
    return ""


@login_not_required
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, ticket: str) -> HttpResponse:
    """The invited person chooses a password, and is in."""
    invitation = invitations.of_ticket(ticket)
    if refusal := why_void(invitation):
        return render(request, "members/invitation_void.html", {"refusal": refusal})
    account = invitation.account
    form = AcceptInvitationForm(request.POST or None, account=account)
    if done(form, actions.accept_invitation, invitation):
        account.refresh_from_db()
        return sign_in(request, account, then=reverse("members:account"))
    context = {"form": form, "account": account, "inviter": invitation.invited_by}
    return render(request, "members/accept_invitation.html", context)


def tries_too_often(request, email):
    """Whether this address, or somebody for this account, has tried too often."""
    client = get_adapter(request).get_client_ip(request)
    tried = [
        limits.exceeds("factor", who, most=TRIES_AN_HOUR, seconds=HOUR)
        for who in (client, email.lower())
    ]
    return any(tried)


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def ask_factor_reset(request: HttpRequest) -> HttpResponse:
    """Who lost the second step shows the first one, and says what happened."""
    form = AskFactorResetForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        if tries_too_often(request, typed["email"]):
            return limits.answer_too_often(request, seconds=HOUR)
        account = authenticate(request, email=typed.pop("email"), password=typed.pop("password"))
        if account is None:
            form.add_error(None, _("Address and password do not belong together."))
        elif done(form, actions.ask_factor_reset, account, by=account):
            return render(request, "members/factor_reset_asked.html")
    return render(request, "members/ask_factor_reset.html", {"form": form})


@needs_fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """The administrator takes the lost devices away, after somebody has vouched."""
    resets = FactorReset.objects.select_related("account", "confirmed_by")
    reset = get_permitted(request, "members.reset_factor", resets, pk=pk)
    form = ResetFactorForm(request.POST or None)
    if done(form, actions.reset_factor, reset, by=request.user):
        messages.success(request, _("Done. The person and who vouched are told by mail."))
        return redirect("home")
    return render(request, "members/reset_factor.html", {"reset": reset, "form": form})


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """My posts, the powers I lent or hold, and my security."""
    context = {
        "posts": queries.my_posts(request.user),
        "delegations": queries.my_delegations(request.user),
        "has_factor": request.user.authenticator_set.exists(),
    }
    return render(request, "members/account.html", context)


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """One of my other devices is signed out."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    permit(request, "members.end_session", session.user)
    facts = {"current_key": request.session.session_key, "success": _("The device is signed out.")}
    attempt(request, actions.end_session, session, **facts)
    return redirect("usersessions_list")
