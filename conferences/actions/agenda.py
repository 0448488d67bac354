"""The agenda of a conference: items, their order, and the papers that are read for them."""

import hashlib

from django.db import transaction
from django.db.models import Max

from conferences.models import AgendaDocument, AgendaItem, Conference
from conferences.queries import conferences as queries
from conferences.regulations import agenda as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.documents.keeping import file_document
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def add_agenda_item(
    conference: Conference, *, title: str, minutes: int, speaker: str = "", by: Account
) -> AgendaItem:
    """Put something at the end of the agenda (thêm nội dung chương trình).

    Raises ConferenceCalledOff, AgendaFull, TitleMissing and NoSuchLength.
    """
    lock(conference)
    regulations.check_add_agenda_item(conference, title, minutes)
    last = conference.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        conference=conference,
        position=last + 1,
        title=title.strip(),
        minutes=minutes,
        speaker=speaker.strip(),
    )
    record("conferences.add_agenda_item", conference, by=by, title=item.title)
    return item


@transaction.atomic
def change_agenda_item(
    item: AgendaItem, *, title: str, minutes: int, speaker: str = "", by: Account
) -> None:
    """Word it otherwise, give it another length or speaker (sửa nội dung chương trình).

    Raises ConferenceCalledOff, ItemRemoved, TitleMissing and NoSuchLength.
    """
    lock(item.conference)
    lock(item)
    regulations.check_item_stands(item)
    regulations.check_words(title, minutes)
    item.title, item.minutes, item.speaker = title.strip(), minutes, speaker.strip()
    item.save(update_fields=["title", "minutes", "speaker"])
    record("conferences.change_agenda_item", item.conference, by=by, title=item.title)


@transaction.atomic
def move_agenda_item(item: AgendaItem, *, up: bool, by: Account) -> None:
    """Change places with the one before, or after (đổi thứ tự chương trình).

    Raises ConferenceCalledOff, ItemRemoved and CannotMoveItem.
    """
    lock(item.conference)
    lock(item)
    neighbour = queries.neighbour_of(item, up=up)
    regulations.check_move_agenda_item(item, neighbour)
    assert neighbour, "checked"
    item.position, neighbour.position = neighbour.position, item.position
    for each in (item, neighbour):
        each.save(update_fields=["position"])
    record("conferences.move_agenda_item", item.conference, by=by, title=item.title)


@transaction.atomic
def remove_agenda_item(item: AgendaItem, *, by: Account) -> None:
    """Take it off the agenda; it stays kept (bỏ nội dung chương trình).

    Raises ConferenceCalledOff and ItemRemoved.
    """
    lock(item.conference)
    lock(item)
    regulations.check_item_stands(item)
    item.removed_at, item.removed_by = clock.now(), by
    item.save(update_fields=["removed_at", "removed_by"])
    record("conferences.remove_agenda_item", item.conference, by=by, title=item.title)


@transaction.atomic
def add_agenda_document(  # noqa: PLR0913 -- a file comes in parts
    item: AgendaItem,
    *,
    content: bytes = b"",
    media_type: str = "",
    file_name: str = "",
    title: str = "",
    by: Account,
) -> AgendaDocument:
    """Lay a paper beside an item, for all boards to read before (thêm tài liệu hội nghị).

    Without a title it goes by its file's name. Raises ConferenceCalledOff, ItemRemoved,
    DocumentMissing, DocumentThere and TooManyDocuments.
    """
    lock(item)
    regulations.check_add_agenda_document(item, content, hashlib.sha256(content).hexdigest())
    document = file_document(
        content,
        title=(title.strip() or file_name)[:300],
        file_name=file_name[:200],
        media_type=media_type,
        bloc=item.bloc.code,
        year=item.year,
        filed_by=by.get_username(),
    )
    added = AgendaDocument.objects.create(item=item, document=document, added_by=by)
    record("conferences.add_agenda_document", item.conference, by=by, title=document.title)
    return added


@transaction.atomic
def remove_agenda_document(paper: AgendaDocument, *, by: Account) -> None:
    """Show it no longer; it stays kept (gỡ tài liệu hội nghị). Twice is once."""
    lock(paper)
    if paper.removed_at:
        return
    paper.removed_at, paper.removed_by = clock.now(), by
    paper.save(update_fields=["removed_at", "removed_by"])
    title = paper.document.title
    record("conferences.remove_agenda_document", paper.item.conference, by=by, title=title)
