"""The file of a ballot is counted anew by anybody, and any change in it is found."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foundation.ballots.bulletin import BulletinWrong, recounted, written
from foundation.ballots.rules import Kind, Rules, Turnout, counted, taken_apart

RULES = Rules(Kind.AGREE)
ASKS = {
    "title": "Cờ thi đua năm 2020",
    "options": [{"key": "1", "text": "Bình Định"}, {"key": "2", "text": "Đà Nẵng"}],
    "rules": RULES.written(),
}
SEATS = {"1": "Bình Định", "2": "Đà Nẵng", "3": "Vân Phong"}


@pytest.fixture
def told():
    rows = taken_apart([{"marks": {"1": "for", "2": "for"}}, {"marks": {"1": "for"}}, {}])
    outcome = counted(RULES, ["1", "2"], rows, Turnout(members=3, present=3, issued=3))
    return written(asks=ASKS, seats=SEATS, public_key=b"k", rows=rows, outcome=outcome)


def changed(told, change):
    """The file after somebody has changed it."""
    content = json.loads(told)
    change(content)
    return json.dumps(content)


def test_it_is_counted_anew(told):
    found = recounted(told)

    assert found.outcome.passed == ("1",)
    assert (found.outcome.collected, found.outcome.blank) == (3, 1)
    assert found.names == {"1": "Bình Định", "2": "Đà Nẵng"}


def test_its_papers_stand_in_no_order_of_voting(told):
    papers = json.loads(told)["papers"]

    assert papers == sorted(papers, key=lambda row: json.dumps(row, sort_keys=True))


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file["papers"].pop(),
        lambda file: file["papers"].append({"option": "2", "mark": "for"}),
        lambda file: file["papers"][0].update(mark="against"),
        lambda file: file["asks"].update(title="Bằng khen"),
        lambda file: file["asks"]["rules"].update(share="1/3"),
        lambda file: file["asks"]["options"].reverse(),
        lambda file: file["seats"].pop("3"),
        lambda file: file.update(public_key="00"),
        lambda file: file.update(fingerprint="0" * 64),
        lambda file: file["result"].update(needed=1),
        lambda file: file["result"].update(issued=4),
        lambda file: file["result"]["lines"][1].update(has_passed=True),
        lambda file: file.update(form="other/1"),
        lambda file: file.pop("asks"),
        lambda file: file.update(papers=[{"option": "9", "mark": "for"}]),
        lambda file: file.update(papers=[[]]),
        lambda file: file.update(result=None),
    ],
)
def test_any_change_is_found(told, change):
    with pytest.raises(BulletinWrong):
        recounted(changed(told, change))


@pytest.mark.parametrize("content", ["", "[]", "null", "{", '"', "<html>"])
def test_what_is_no_such_file_is_said_so(content):
    with pytest.raises(BulletinWrong, match="no file of a ballot"):
        recounted(content)


def test_the_command_counts_without_a_database(told, tmp_path):
    """No database mark: pytest-django would refuse a query."""
    file = tmp_path / "phieu.json"
    file.write_text(told, encoding="utf-8")
    out = StringIO()

    call_command("recount", str(file), stdout=out)

    assert "Bình Định: 2 of 3 for, 0 against" in out.getvalue()
    assert "follows from the papers" in out.getvalue()


def test_the_command_refuses_a_file_that_was_changed(told, tmp_path):
    file = tmp_path / "phieu.json"
    file.write_text(told.replace("Đà Nẵng", "Phú Yên"), encoding="utf-8")

    with pytest.raises(CommandError, match="fingerprint"):
        call_command("recount", str(file))


def test_the_command_says_where_there_is_no_file(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("recount", str(tmp_path / "nothing.json"))
