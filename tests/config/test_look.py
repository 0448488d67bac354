"""What every screen keeps to: one colour for a state, and a mark on what was made up."""

import datetime as dt
import re
from pathlib import Path

import polib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, localize
from django.utils.timezone import get_default_timezone

from foundation.signing.models import PartyState, RoundState
from pledges.models import PledgeState
from tests.furnished import furnish
from tests.tour import PAGES

ROOT = Path(__file__).parents[2]
STATES = (ROOT / "static/css/states.css").read_text()
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
RULE = re.compile(r"^\.tone-(\w+)((?:, \.state-\w+)*) \{", re.MULTILINE)
WRONG = {"void", "bad"}
PASSWORD = "giao ước thi đua 2026"


def colours():
    """State → the tones it is given."""
    found = {}
    for tone, names in RULE.findall(STATES):
        for name in re.findall(r"\.state-(\w+)", names):
            found.setdefault(name, []).append(tone)
    return found


@pytest.mark.parametrize("states", [PledgeState, RoundState, PartyState])
def test_every_state_has_one_colour(states):
    assert {state.value: len(colours().get(state.value, [])) for state in states} == dict.fromkeys(
        states.values, 1
    )


def test_red_is_for_what_is_wrong():
    assert {state for state, tones in colours().items() if "now" in tones} == WRONG


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_page_chooses_the_colour_of_a_state(template):
    """A badge says which state it shows (``of``), or has one fixed tone."""
    chosen = re.findall(r'(?:c-badge|c-page-header)[^>]*tone="[^"]*{', template.read_text())
    assert chosen == [] or template.name == "components.html"


@pytest.fixture
def invented(db):
    """Every page, with pledges that the demo made up."""
    site = furnish()
    for pledge in (site.sealed, site.open, site.consultation, site.drawing):
        pledge.is_invented = True
        pledge.save(update_fields=["is_invented"])
    for account in site.people.values():
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])
    return site


@pytest.fixture
def browsers(invented):
    """One browser for each person, who has just shown the password."""
    found = {part: Client() for part in ("leader", "clerk", "chief", "secretary")}
    for part, browser in found.items():
        browser.force_login(invented.people[part])
        browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return found


def test_every_page_of_an_invented_pledge_says_so(invented, browsers, settings):
    settings.KEY_FILE_SIGNING, settings.REMOTE_SIGNING_URL = (
        True,
        "https://ky-so.khoithidua.example",
    )
    silent = set()
    for page in PAGES:
        if not page.name.startswith("pledges:"):
            continue
        if b"of this year are invented" not in browsers[page.part].get(page.url(invented)).content:
            silent.add(page.name)

    assert silent == {"pledges:pledges", "pledges:draft_pledge"}  # of many years; of none yet


@pytest.mark.parametrize("catalogue", sorted(ROOT.glob("locale/**/*.po")), ids=str)
def test_the_reader_is_an_official(catalogue):
    """Anh/Chị, as offices address each other, never bạn."""
    said = [[entry.msgstr, *entry.msgstr_plural.values()] for entry in polib.pofile(str(catalogue))]
    assert [words for words in said if re.search(r"\bbạn\b", " ".join(words), re.IGNORECASE)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_address_an_official(template):
    assert not re.search(r"\bbạn\b", template.read_text(), re.IGNORECASE)


def test_an_instant_is_told_hour_first_and_then_the_day():
    instant = dt.datetime(2026, 11, 23, 2, 3, tzinfo=get_default_timezone())
    with translation.override("vi"):
        assert localize(instant) == "02:03 ngày 23/11/2026"
        assert date_format(instant, "SHORT_DATETIME_FORMAT") == "02:03 ngày 23/11/2026"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_sentence_calls_an_instant_a_day(template):
    """“ngày 02:03 …”: where a sentence says the day, it is given the day alone."""
    given = re.findall(r"\bday=[\w.]*_at\b(?!\|date)", template.read_text())
    assert given == []
