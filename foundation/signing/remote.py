"""Signing by a remote service (CSC): the person allows the signature on the phone."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from foundation.documents import pades
from foundation.refusals import Refusal

PATIENCE = 80  # seconds for the person to allow it: less than a turn lasts
SUFFIX = "/csc/v1"
Found = TypeVar("Found")


class ServiceAway(Refusal):
    text = _("The remote signing service does not answer. Try again, or sign in another way.")


class ServiceRefused(Refusal):
    text = _("The remote signing service has refused: %(reason)s")


def certificate(credential: str) -> tuple[bytes, list[bytes]]:
    """The certificate of a person's credential and those above it, DER.

    Raises ServiceAway and ServiceRefused.
    """
    from foundation.documents.pades import remote  # slow to import: only who signs so pays

    return answered(lambda: remote.certificate(service(credential)))


@sensitive_variables("pin", "otp")
def sign(credential: str, attributes: bytes, *, pin: str, otp: str) -> bytes:
    """What the service signs once the person has allowed it.

    Raises ServiceAway and ServiceRefused.
    """
    from foundation.documents.pades import remote  # slow to import: only who signs so pays

    return answered(lambda: remote.sign(service(credential), attributes, pin=pin, otp=otp))


def service(credential: str):
    """The service that the administrator has configured, for one credential."""
    from foundation.documents.pades.remote import CscService  # slow to import

    url = settings.REMOTE_SIGNING_URL.rstrip("/").removesuffix(SUFFIX)
    return CscService(url, credential, token=settings.REMOTE_SIGNING_TOKEN, patience=PATIENCE)


def answered(ask: Callable[[], Found]) -> Found:
    try:
        return ask()
    except pades.SigningRefused as refused:
        raise ServiceRefused(reason=refused.detail) from refused
    except (OSError, TimeoutError) as away:
        raise ServiceAway from away
