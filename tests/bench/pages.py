"""How many queries each page costs a bloc with few and with many boards."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.budget import queries_of
from tests.clock import on
from tests.conftest import TODAY
from tests.furnished import furnish
from tests.tour import NOBODY, PAGES, Page

SIZES = (1, 3, 16)
PASSWORD = "giao ước thi đua"


@dataclass(frozen=True)
class Cost:
    """The queries of one page, for each size of the bloc."""

    page: Page
    queries: tuple[int, ...]

    @property
    def is_same(self) -> bool:
        return len(set(self.queries)) == 1


def measure() -> list[Cost]:
    """Every page of the tour, with so many ordinary boards beside the chief's and the deputy's."""
    with on(TODAY):
        tours = [counts(furnished(size)) for size in SIZES]
    return [Cost(page, tuple(queries)) for page, *queries in zip(PAGES, *tours, strict=True)]


def furnished(size: int) -> SimpleNamespace:
    """A bloc of that size, of which the database knows how much there is of everything."""
    site = furnish(size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return site


def counts(site: SimpleNamespace) -> list[int]:
    clients = {part: signed_in(site, part) for part in {page.part for page in PAGES}}
    return [queries_of(clients[page.part], page.url(site)) for page in PAGES]


def signed_in(site: SimpleNamespace, part: str) -> Client:
    """Somebody who has just shown the password, or nobody."""
    client = Client()
    if part != NOBODY:
        account = site.people[part]
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])
        client.force_login(account)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        cache.clear()  # nobody is to be counted as trying too often
    return client
