"""Real servers on loopback: a time stamper and an OCSP responder, and a remote signing service."""

import asyncio
import contextlib
import datetime as dt
import socket
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from aiohttp import web
from asn1crypto import ocsp
from asn1crypto import x509 as asn1_x509
from certomancer.integrations.aiohttp_animator import build_animator_app
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, ServiceLabel
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from csc_dummy.csc_dummy_server import CSCWithCertomancer

from foundation.documents import pades
from tests import authorities

CONFIGURATION = Path(__file__).with_name("authority.yml")


@dataclass(frozen=True)
class Authority:
    """An authority whose services run."""

    config: CertomancerConfig
    url: str
    signing_url: str

    def certificate(self, label: str) -> bytes:
        return self.config.get_pki_arch(ArchLabel("authority")).get_cert(CertLabel(label)).dump()

    @property
    def tsa(self) -> pades.TsaAddress:
        return pades.TsaAddress(f"{self.url}/authority/tsa/tsa")

    def says(self, label: str) -> bytes:
        """What its OCSP responder says of a certificate now."""
        request = {
            "tbs_request": {"request_list": [{"req_cert": self._asked(label)}]},
        }
        services = self.config.get_pki_arch(ArchLabel("authority")).service_registry
        responder = services.summon_responder(ServiceLabel("ocsp"), dt.datetime.now(dt.UTC))
        return responder.build_ocsp_response(ocsp.OCSPRequest(request)).dump()

    def _asked(self, label: str) -> ocsp.CertId:
        asked = asn1_x509.Certificate.load(self.certificate(label))
        root = asn1_x509.Certificate.load(self.certificate("root"))
        return ocsp.CertId(
            {
                "hash_algorithm": {"algorithm": "sha1"},
                "issuer_name_hash": asked.issuer.sha1,
                "issuer_key_hash": root.public_key.sha1,
                "serial_number": asked.serial_number,
            }
        )

    def identity(self, label: str) -> authorities.Identity:
        """A holder of one of its certificates."""
        load = x509.load_der_x509_certificate
        return authorities.Identity(
            load(self.certificate(label)),
            authorities.key(f"authority {label}"),
            (load(self.certificate("root")),),
        )


@contextlib.contextmanager
def serving(*apps: tuple[web.Application, socket.socket]) -> Iterator[None]:
    """Serve until the block ends, in a thread with a loop of its own."""
    loop = asyncio.new_event_loop()
    runners = [web.AppRunner(app) for app, _ in apps]

    async def start() -> None:
        for runner, (_, door) in zip(runners, apps, strict=True):
            await runner.setup()
            await web.SockSite(runner, door).start()

    async def stop() -> None:
        for runner in runners:
            await runner.cleanup()

    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(start(), loop).result()
        yield
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def door() -> tuple[socket.socket, str]:
    """A port that nobody else has, and its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    return listening, f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextlib.contextmanager
def authority(folder: Path) -> Iterator[Authority]:
    """An authority with its time stamper, OCSP responder and remote signing service."""
    plan = yaml.safe_load(CONFIGURATION.read_text())
    for label in plan["keysets"]["keys"]["keys"]:
        (folder / f"{label}.pem").write_bytes(
            authorities.key(f"authority {label}").private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
    (services, url), (signing, signing_url) = door(), door()
    plan["external-url-prefix"] = url
    config = CertomancerConfig(plan, key_search_dir=str(folder))
    with warnings.catch_warnings():  # certomancer-csc-dummy 0.4.2 is older than aiohttp's keys
        warnings.simplefilter("ignore", web.NotAppKeyWarning)
        remote = CSCWithCertomancer(config)
    remote.register_routes()
    animator = build_animator_app(config.pki_archs, with_web_ui=False)
    with serving((animator, services), (remote.app, signing)):
        yield Authority(config, url, signing_url)
