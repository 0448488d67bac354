"""Signing by a remote service: the Cloud Signature Consortium's interface, version 1.

The key lies with the provider. The person allows each signature by a PIN, a one-time password
or on the phone; until then the service lets us wait. Imported only where it is used, because
the HTTP client is slow to import.
"""

from collections.abc import Coroutine
from dataclasses import dataclass

import aiohttp
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.csc_signer import (
    CSCAuthorizationInfo,
    CSCAuthorizationManager,
    CSCCredentialInfo,
    CSCServiceSessionInfo,
    CSCSigner,
    fetch_certs_in_csc_credential,
)

from foundation.documents.pades.reports import SigningRefused
from foundation.documents.pades.signing import ALGORITHM
from foundation.documents.pades.waiting import Found, wait_for


@dataclass(frozen=True)
class CscService:
    """A service that the administrator has configured, and a person's credential there."""

    url: str  # what stands before /csc/v1/
    credential: str
    token: str = ""  # of the service's own sign-in (OAuth)
    patience: int = 120  # seconds until the person must have allowed it

    def session(self) -> CSCServiceSessionInfo:
        return CSCServiceSessionInfo(self.url, self.credential, self.token or None)


class _Allowance(CSCAuthorizationManager):
    """Asks the service to let the person allow exactly these hashes."""

    def __init__(
        self, http: aiohttp.ClientSession, service: CscService, credential: CSCCredentialInfo
    ) -> None:
        super().__init__(service.session(), credential)
        self.http = http
        self.patience = aiohttp.ClientTimeout(total=service.patience)
        self.pin = self.otp = ""

    async def authorize_signature(self, hash_b64s: list[str]) -> CSCAuthorizationInfo:
        async with self.http.post(
            self.csc_session_info.endpoint_url("credentials/authorize"),
            headers=self.auth_headers,
            json=self.format_csc_auth_request(
                hash_b64s=hash_b64s, pin=self.pin or None, otp=self.otp or None
            ),
            raise_for_status=True,
            timeout=self.patience,
        ) as response:
            return self.parse_csc_auth_response(await response.json())


def certificate(service: CscService) -> tuple[bytes, list[bytes]]:
    """The certificate of a credential and those above it, DER.

    Raises SigningRefused("service") when the service refuses, OSError when it does not answer.
    """
    found = _answered(_credential(service))
    return found.signing_cert.dump(), [each.dump() for each in found.chain]


def sign(service: CscService, attributes: bytes, *, pin: str = "", otp: str = "") -> bytes:
    """Let the service sign what prepare() wants signed; finish() takes the result.

    Waits until the person has allowed it. Raises as certificate() does.
    """
    return _answered(_sign(service, attributes, pin, otp))


async def _credential(service: CscService) -> CSCCredentialInfo:
    async with aiohttp.ClientSession() as http:
        return await fetch_certs_in_csc_credential(http, service.session())


async def _sign(service: CscService, attributes: bytes, pin: str, otp: str) -> bytes:
    async with aiohttp.ClientSession() as http:
        credential = await fetch_certs_in_csc_credential(http, service.session())
        allowance = _Allowance(http, service, credential)
        allowance.pin, allowance.otp = pin, otp
        signer = CSCSigner(http, allowance, sign_timeout=service.patience)
        signature: bytes = await signer.async_sign_raw(attributes, ALGORITHM)
        return signature


def _answered(work: Coroutine[None, None, Found]) -> Found:
    try:
        return wait_for(work)
    except SigningError as refused:
        if isinstance(refused.__cause__, aiohttp.ClientConnectionError):
            raise ConnectionError(str(refused)) from refused
        raise SigningRefused("service", str(refused)) from refused
