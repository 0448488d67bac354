"""The pages of the points beside Django answering with the same pages from ready rows.

Both go through the same middleware, session and account; the bare one asks nothing more.
"""

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.test.utils import override_settings
from django.urls import reverse

from campaigns import actions
from campaigns.models import Campaign, Sheet, SheetKind, SheetState
from members.models import Role
from tests import factories as make
from tests.bench.racing import Race, race

ROUNDS = 15
OK = 200
READY = "/san-sang/"
HELD = SimpleNamespace(template="", rows={})


def ready(request: HttpRequest) -> HttpResponse:
    """The page whose rows are held: Django's own part."""
    return render(request, HELD.template, HELD.rows)


class Chief:
    """The chief of the bloc at a browser."""

    def __init__(self, site: SimpleNamespace) -> None:
        self.campaign: Campaign = site.campaign
        make.TermFactory(bloc=site.bloc, board=site.boards[0], year=site.campaign.year)
        self.account = make.PostFactory(board=site.boards[0], role=Role.LEADER).account
        self.client = Client()
        self.client.force_login(self.account)
        self.asks = RequestFactory()
        self.asks.cookies = self.client.cookies

    def lock(self) -> None:
        """End the scoring and take the ranking."""
        actions.lock_scores(self.campaign.scoring, by=self.account)
        actions.take_ranking(self.campaign, by=self.account)

    def pages(self) -> dict[str, str]:
        """What is read once the points are locked, by name."""
        ranking = self.campaign.rankings.get()
        return {
            "the matrix of points": reverse("campaigns:scores", args=[self.campaign.pk]),
            "a sheet of 60 lines": self.official.get_absolute_url(),
            "the ranking": ranking.get_absolute_url(),
        }

    @property
    def official(self) -> Sheet:
        """The official points of a board."""
        sheets = Sheet.objects.filter(scoring__campaign=self.campaign, kind=SheetKind.OFFICIAL)
        return sheets.exclude(board__posts__account=self.account).earliest("board__code")

    def race_filling(self) -> Race:
        """The sheet while it is filled in: a form of sixty lines."""
        sheet = self.official
        Sheet.objects.filter(pk=sheet.pk).update(state=SheetState.DRAFT)
        found = self.race(sheet.get_absolute_url())
        Sheet.objects.filter(pk=sheet.pk).update(state=SheetState.GIVEN)
        return found

    def race_pages(self) -> dict[str, Race]:
        """Each of the pages, by name."""
        return {name: self.race(url) for name, url in self.pages().items()}

    def race(self, url: str) -> Race:
        """The page as the chief gets it, beside the one whose rows are ready."""
        seen = self.client.get(url)
        HELD.template, HELD.rows = seen.templates[0].name, seen.context[0].dicts[-1]
        with override_settings(ROOT_URLCONF="tests.bench.urls"):
            assert cells(self.get(READY)) == cells(self.get(url))
            (found,) = race(lambda: self.get(url), lambda: self.get(READY), rounds=ROUNDS)
        return found

    def get(self, url: str) -> bytes:
        """The page. The client's own `get` would copy what every template is given."""
        answer = self.client.handler(self.asks.get(url).environ)
        assert answer.status_code == OK, f"{answer.status_code} {url}"
        return answer.content


def cells(page: bytes) -> int:
    """How much of a table there is."""
    return page.count(b"<td")
