"""Who signs in, who has to show again who they are, and what is written down of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from members.models import Account


def sign_in(request: HttpRequest, account: Account, *, then: str) -> HttpResponse:
    """Let in who has just chosen a password, by the way that every sign-in takes.

    So the session stands among the signed-in devices and ends with them.
    """
    record_authentication(request, account, method="password", reauthenticated=True)
    return perform_login(request, Login(user=account, email=account.email, redirect_url=then))


def needs_fresh_sign_in(view: Callable) -> Callable:
    """Ask for the password or a passkey; once that is shown, it counts for five minutes.

    Having just signed in does not count: whoever signs shows it on purpose.
    allauth would keep a refused POST in the session to repeat it afterwards; a key file
    and its passphrase may not lie there, so a POST is sent back to its page instead.
    """
    asks = reauthentication_required(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or did_recently_reauthenticate(request):
            return asks(request, *args, **kwargs)
        messages.warning(request, _("Please confirm first who you are, then send it again."))
        return redirect(request.path)

    return answer
