"""Time stamps by RFC 3161: who gives them, and the one over a whole finished document."""

from dataclasses import dataclass

from pyhanko.sign.timestamps import TimeStamper


@dataclass(frozen=True)
class TsaAddress:
    """A time stamping authority that the administrator has configured."""

    url: str
    user: str = ""
    password: str = ""
    timeout: int = 10  # seconds

    def client(self) -> TimeStamper:
        # slow to import, and only where a time stamper is configured
        from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper

        auth = (self.user, self.password) if self.user else None
        return HTTPTimeStamper(self.url, timeout=self.timeout, auth=auth)
