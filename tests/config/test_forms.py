"""Every form leaves it to us to say what is wrong: beside the field, in the reader's language."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.furnished import furnish
from tests.tour import NOBODY, PAGES

ROOT = Path(__file__).parents[2]
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
JUDGED = re.compile(
    r'<(?:textarea|select|input)\b[^>]*(?:\brequired\b|type="(?:email|url|number)")'
)
FORMS_AT_LEAST = 30
PASSWORD = "giao ước thi đua 2026"


def asks_by_itself(page):
    """Whether the browser, in its own language, would hold back a form of this page."""
    judged = [tag for tag, inside in FORM.findall(page) if JUDGED.search(inside)]
    return any("novalidate" not in tag for tag in judged)


@pytest.fixture
def site(db):
    return furnish()


@pytest.fixture
def browsers(site):
    """One browser for each person, who has just shown the password."""
    found = {NOBODY: Client()}
    for part, account in site.people.items():
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])
        found[part] = Client()
        found[part].force_login(account)
        found[part].post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return found


def test_no_page_lets_the_browser_say_what_is_wrong(site, browsers, settings):
    settings.KEY_FILE_SIGNING, settings.REMOTE_SIGNING_URL = True, "https://ky-so.example"

    pages = {page: browsers[page.part].get(page.url(site)).content.decode() for page in PAGES}

    assert sum(bool(JUDGED.search(page)) for page in pages.values()) > FORMS_AT_LEAST
    assert {page.name for page, answer in pages.items() if asks_by_itself(answer)} == set()


@pytest.mark.parametrize(
    "template", sorted((ROOT / "templates").glob("[am]*/**/*.html")), ids=lambda path: path.name
)
def test_nor_do_the_pages_of_signing_in(template):
    """Those too that stand behind a device, which the tour does not have."""
    forms = FORM.findall(template.read_text())
    asking = [tag for tag, inside in forms if "|crispy" in inside or JUDGED.search(inside)]
    assert [tag for tag in asking if "novalidate" not in tag] == []


def test_what_is_left_out_is_said_in_vietnamese_beside_the_field(client, db):
    client.cookies["django_language"] = "vi"

    page = client.post(reverse("account_login"), {}).content.decode()

    assert page.count("invalid-feedback") == len(["address", "password"])
    assert "bắt buộc" in page.lower()
