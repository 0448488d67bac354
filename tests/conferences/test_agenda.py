"""The agenda of a conference: items, their order, their papers."""

import pytest

from conferences import actions
from conferences.queries import conferences as queries
from conferences.regulations import agenda as regulations
from conferences.regulations.conferences import ConferenceCalledOff
from foundation.documents.uploads import PDF
from tests.conferences.called import called, events, item_on, last

pytestmark = pytest.mark.usefixtures("today")

CONTENT = b"%PDF-1.7 bao cao"


@pytest.fixture
def conference(world, cast):
    return called(world, cast)


def titles(conference):
    return [str(item) for item in queries.items_of(conference)]


def laid(item, cast, content=CONTENT, **facts):
    usual = {"media_type": PDF, "file_name": "bao-cao.pdf"}
    return actions.add_agenda_document(item, content=content, by=cast["secretary"], **usual | facts)


# -- items ---------------------------------------------------------------------------------------
def test_add_agenda_item_puts_it_last_and_the_hours_follow(conference, cast):
    item_on(conference, cast, "Khai mạc", 15, speaker="Khối trưởng")
    item_on(conference, cast, "Báo cáo tổng kết", 60)

    lines = queries.agenda_of(conference)
    assert [(str(each.item), f"{each.begins:%H:%M}", f"{each.ends:%H:%M}") for each in lines] == [
        ("Khai mạc", "08:00", "08:15"),
        ("Báo cáo tổng kết", "08:15", "09:15"),
    ]
    assert last("add_agenda_item") == "put “Báo cáo tổng kết” on the agenda"


@pytest.mark.parametrize(
    ("title", "minutes", "refusal"),
    [
        (" ", 5, regulations.TitleMissing),
        ("Khai mạc", 0, regulations.NoSuchLength),
        ("Khai mạc", 601, regulations.NoSuchLength),
    ],
)
def test_an_item_says_something_and_takes_time(conference, cast, title, minutes, refusal):
    item = item_on(conference, cast)

    with pytest.raises(refusal):
        item_on(conference, cast, title, minutes)
    with pytest.raises(refusal):
        actions.change_agenda_item(item, title=title, minutes=minutes, by=cast["chief"])

    assert titles(conference) == ["Khai mạc"]


def test_an_agenda_has_an_end(conference, cast, monkeypatch):
    monkeypatch.setattr(regulations, "MOST_ITEMS", 2)
    for _ in range(2):
        item_on(conference, cast)

    with pytest.raises(regulations.AgendaFull):
        item_on(conference, cast)


def test_change_agenda_item_words_it_otherwise(conference, cast):
    item = item_on(conference, cast)

    actions.change_agenda_item(
        item, title=" Chào cờ ", minutes=5, speaker="Ban tổ chức", by=cast["chief"]
    )

    item.refresh_from_db()
    assert (item.title, item.minutes, item.speaker) == ("Chào cờ", 5, "Ban tổ chức")
    assert last("change_agenda_item") == "changed “Chào cờ” on the agenda"


def test_move_agenda_item_changes_places_with_its_neighbour(conference, cast):
    _first, second, third = (item_on(conference, cast, title) for title in "abc")
    actions.remove_agenda_item(second, by=cast["chief"])

    actions.move_agenda_item(third, up=True, by=cast["chief"])

    assert titles(conference) == ["c", "a"]
    assert last("move_agenda_item") == "moved “c” on the agenda"
    actions.move_agenda_item(third, up=False, by=cast["chief"])
    assert titles(conference) == ["a", "c"]


@pytest.mark.parametrize("up", [True, False])
def test_move_agenda_item_refuses_beyond_the_ends(conference, cast, up):
    item = item_on(conference, cast)

    with pytest.raises(regulations.CannotMoveItem):
        actions.move_agenda_item(item, up=up, by=cast["chief"])


def test_remove_agenda_item_takes_it_off_and_keeps_it(conference, cast):
    item = item_on(conference, cast)

    actions.remove_agenda_item(item, by=cast["chief"])

    item.refresh_from_db()
    assert item.removed_by == cast["chief"]
    assert titles(conference) == []
    assert last("remove_agenda_item") == "took “Khai mạc” off the agenda"


def test_what_was_taken_off_stays_as_it_was(conference, cast):
    item = item_on(conference, cast)
    actions.remove_agenda_item(item, by=cast["chief"])

    for act in (
        lambda: actions.remove_agenda_item(item, by=cast["chief"]),
        lambda: actions.move_agenda_item(item, up=True, by=cast["chief"]),
        lambda: actions.change_agenda_item(item, title="Khác", minutes=5, by=cast["chief"]),
        lambda: laid(item, cast),
    ):
        with pytest.raises(regulations.ItemRemoved):
            act()


def test_nothing_changes_on_the_agenda_of_what_was_called_off(conference, cast):
    item = item_on(conference, cast)
    actions.call_off_conference(conference, reason="Bão", by=cast["chief"])

    for act in (
        lambda: item_on(conference, cast),
        lambda: actions.remove_agenda_item(item, by=cast["chief"]),
        lambda: actions.move_agenda_item(item, up=True, by=cast["chief"]),
        lambda: actions.change_agenda_item(item, title="Khác", minutes=5, by=cast["chief"]),
        lambda: laid(item, cast),
    ):
        with pytest.raises(ConferenceCalledOff):
            act()


# -- documents -----------------------------------------------------------------------------------
def test_add_agenda_document_lays_it_beside_the_item(conference, world, cast):
    item = item_on(conference, cast)

    added = laid(item, cast, title="Báo cáo tổng kết")

    filed = added.document
    assert (filed.title, filed.bloc, filed.year) == ("Báo cáo tổng kết", world.bloc.code, item.year)
    assert filed.read() == CONTENT
    assert [each.papers for each in queries.items_of(conference)] == [[added]]
    assert last("add_agenda_document") == "added the document “Báo cáo tổng kết”"


def test_a_document_without_a_title_goes_by_its_file_name(conference, cast):
    assert str(laid(item_on(conference, cast), cast)) == "bao-cao.pdf"


def test_add_agenda_document_refuses_nothing_twice_and_too_many(conference, cast, monkeypatch):
    monkeypatch.setattr(regulations, "MOST_DOCUMENTS", 2)
    item = item_on(conference, cast)
    laid(item, cast)

    with pytest.raises(regulations.DocumentMissing):
        laid(item, cast, content=b"")
    with pytest.raises(regulations.DocumentThere):
        laid(item, cast)
    laid(item, cast, content=b"%PDF-1.7 khac")
    with pytest.raises(regulations.TooManyDocuments):
        laid(item, cast, content=b"%PDF-1.7 nua")


def test_remove_agenda_document_hides_it_once(conference, cast):
    item = item_on(conference, cast)
    added = laid(item, cast)

    for _ in range(2):
        actions.remove_agenda_document(added, by=cast["chief"])

    assert [each.papers for each in queries.items_of(conference)] == [[]]
    assert events("remove_agenda_document") == 1
    assert last("remove_agenda_document") == "removed the document “bao-cao.pdf”"
    laid(item, cast)  # and it may be laid there again
