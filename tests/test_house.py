"""The rules of the house, kept by the test suite instead of by reviewers."""

import inspect
import re
import tomllib
from importlib import import_module
from pathlib import Path

import polib
import pytest
from django.apps import apps
from rules.permissions import permissions as registered

from foundation.audit.log import spoken_verbs
from foundation.refusals import Refusal
from foundation.states import Stateful

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
FLOORS = [f.split(" | ") for f in PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"]]
LAYERS = [room for floor in FLOORS for room in floor]
ROOMS = [layer for layer in LAYERS if layer not in {"config", "foundation"}]
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.split(".")[0] in LAYERS and not hasattr(model, "pgh_tracked_model")
]
SOURCES = [path for layer in LAYERS for path in (ROOT / layer).rglob("*.py")]
WRITTEN = [path for path in SOURCES if "migrations" not in path.parts]
# kept whole by triggers of their own, or thrown away when done
WITHOUT_HISTORY = {"Event", "Job", "Blob", "Revision", "Preparation", "Version", "FactorReset"}
WITHOUT_HISTORY |= {"RegistrationVersion", "ReportVersion", "Ranking", "Standing", "SummaryVersion"}
# a history would tell who wrote what
WITHOUT_HISTORY |= {"Ballot", "Elector", "SealedPaper", "Paper"}
WITHOUT_HISTORY |= {"Keyholder", "KeyPart", "HandCount"}  # and keep what the count destroys
WITHOUT_HISTORY |= {"Proposal", "NotProposed"}  # they never change


def room_of(model):
    return model.__module__.split(".")[0]


@pytest.mark.parametrize("model", MODELS)
def test_foreign_keys_look_down(model):
    """A foreign key given as a string escapes import-linter, but not this."""
    here = next(i for i, floor in enumerate(FLOORS) if room_of(model) in floor)
    above = [room for floor in FLOORS[: here + 1] for room in floor if room != room_of(model)]
    relations = [f for f in model._meta.get_fields() if f.concrete and f.is_relation]
    assert [f.name for f in relations if room_of(f.related_model) in above] == []


@pytest.mark.parametrize("model", MODELS)
def test_every_model_says_its_vietnamese_name(model):
    """The first sentence of the docstring holds the term of the law: ``(báo cáo …).``"""
    assert re.search(r"\([^)]+\)", model.__doc__.partition("\n\n")[0]), model.__doc__


@pytest.mark.parametrize("model", MODELS)
def test_every_business_table_keeps_its_history(model):
    assert hasattr(model, "pgh_event_models") or model.__name__ in WITHOUT_HISTORY


def verbs_of(room):
    """The actions that a person takes: functions of ``actions`` with a ``by``."""
    module = import_module(f"{room}.actions")
    return {
        f"{room}.{name}"
        for name, action in inspect.getmembers(module, inspect.isfunction)
        if action.__module__.startswith(f"{room}.actions")
        and not name.startswith("_")
        and "by" in inspect.signature(action).parameters
    }


@pytest.mark.parametrize("room", ROOMS)
def test_one_verb_everywhere(room):
    """What a person can do is an action and a permission of the same name."""
    assert verbs_of(room) - set(registered) == set()


@pytest.mark.parametrize("room", ROOMS)
def test_every_permission_but_looking_is_an_action(room):
    permissions = {name for name in registered if name.startswith(f"{room}.")}
    looking = {name for name in permissions if name.startswith(f"{room}.view_")}
    assert permissions - looking - verbs_of(room) == set()


def test_every_recorded_verb_has_a_sentence():
    recorded = set()
    for path in WRITTEN:
        recorded |= set(re.findall(r'record\(\s*"([a-z_.]+)"', path.read_text()))
    assert recorded - spoken_verbs() == set()


@pytest.mark.parametrize("model", Stateful.__subclasses__())
def test_every_state_says_where_it_leads(model):
    assert set(model.MOVES) == set(dict(model._meta.get_field("state").choices))


def subclasses(kind):
    return {each for child in kind.__subclasses__() for each in (child, *subclasses(child))}


def test_a_refusal_that_names_a_field_names_one_of_a_form():
    """Beside it the refusal is shown; a name that no form has would send it to the top."""
    forms = [path for path in WRITTEN if "forms" in str(path.relative_to(ROOT))]
    words = "\n".join(path.read_text() for path in forms)
    lost = {
        f"{refusal.__module__}.{refusal.__name__}"
        for refusal in subclasses(Refusal)
        if refusal.field
        and not re.search(rf"^    {refusal.field} = |\"{refusal.field}\"", words, re.MULTILINE)
    }
    assert lost == set()


def test_only_the_queue_talks_to_the_broker():
    found = [p for p in WRITTEN if re.search(r"\.(delay|apply_async)\(", p.read_text())]
    assert [str(p.relative_to(ROOT)) for p in found] == ["foundation/jobs/queue.py"]


def test_only_the_clock_asks_django_for_the_time():
    asks = re.compile(r"timezone\.(now|localdate|localtime)\(|date\.today\(|datetime\.now\(")
    found = {str(p.relative_to(ROOT)) for p in WRITTEN if asks.search(p.read_text())}
    assert found == {"foundation/clock.py"}


def test_only_the_demo_sets_the_clock():
    found = [p for p in WRITTEN if "clock.at(" in p.read_text()]
    assert [p for p in found if "demo" not in str(p.relative_to(ROOT))] == []


def test_vietnamese_is_complete():
    catalogue = polib.pofile(str(ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
    missing = catalogue.untranslated_entries() + catalogue.fuzzy_entries()
    assert [entry.msgid for entry in missing] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_over_400_lines(path):
    assert len(path.read_text().splitlines()) <= 400


def test_no_template_is_orphaned():
    """Every template is named somewhere: by a view, another template or a mail."""
    texts = [p.read_text() for p in [*WRITTEN, *(ROOT / "templates").rglob("*.*")]]
    words = "\n".join(texts)
    ours = [
        path.relative_to(ROOT / "templates")
        for path in (ROOT / "templates").rglob("*.html")
        if path.relative_to(ROOT / "templates").parts[0]
        not in {"account", "mfa", "usersessions", "allauth", "bootstrap5", "cotton"}
    ]
    by_django = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
    assert [str(p) for p in ours if str(p) not in words and str(p) not in by_django] == []


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text()
    decisions = [path.name for path in folder.glob("[0-9]*.md")]
    assert decisions
    assert [name for name in decisions if name not in index] == []
