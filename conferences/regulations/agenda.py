"""Whether the agenda of a conference may be changed."""

from django.utils.translation import gettext_lazy as _

from conferences.models import AgendaItem, Conference
from conferences.regulations.conferences import check_not_closed
from foundation.refusals import Refusal

MOST_ITEMS = 60  # what one page still shows
MOST_MINUTES = 600  # of one item: a day of work
MOST_DOCUMENTS = 20  # of one item


class AgendaFull(Refusal):
    text = _("An agenda has at most %(most)s items.")


class TitleMissing(Refusal):
    text = _("Say what the item is about.")
    field = "title"


class NoSuchLength(Refusal):
    text = _("An item takes 1 to %(most)s minutes.")
    field = "minutes"


class ItemRemoved(Refusal):
    text = _("The item has been taken off the agenda.")
    is_final = True


class CannotMoveItem(Refusal):
    text = _("The item stands at that end of the agenda already.")


class DocumentMissing(Refusal):
    text = _("Choose a file.")
    field = "file"


class DocumentThere(Refusal):
    text = _("This file stands with the item already.")
    field = "file"


class TooManyDocuments(Refusal):
    text = _("An item has at most %(most)s documents.")
    field = "file"


def check_add_agenda_item(conference: Conference, title: str, minutes: int) -> None:
    """While there is room, with words and a length.

    Raises ConferenceCalledOff, ConferenceClosed, AgendaFull, TitleMissing and NoSuchLength.
    """
    check_not_closed(conference)
    if conference.items.filter(removed_at=None).count() >= MOST_ITEMS:
        raise AgendaFull(most=MOST_ITEMS)
    check_words(title, minutes)


def check_words(title: str, minutes: int) -> None:
    """Raises TitleMissing and NoSuchLength."""
    if not title.strip():
        raise TitleMissing
    if not 1 <= minutes <= MOST_MINUTES:
        raise NoSuchLength(most=MOST_MINUTES)


def check_item_stands(item: AgendaItem) -> None:
    """Raises ConferenceCalledOff, ConferenceClosed and ItemRemoved."""
    check_not_closed(item.conference)
    if item.removed_at:
        raise ItemRemoved


def check_move_agenda_item(item: AgendaItem, neighbour: AgendaItem | None) -> None:
    """Where there is a place. Raises CannotMoveItem too."""
    check_item_stands(item)
    if neighbour is None:
        raise CannotMoveItem


def check_add_agenda_document(item: AgendaItem, content: bytes, sha256: str) -> None:
    """A file, once, while there is room.

    Raises what check_item_stands raises, DocumentMissing, DocumentThere and TooManyDocuments.
    """
    check_item_stands(item)
    if not content:
        raise DocumentMissing
    shown = item.documents.filter(removed_at=None)
    if shown.filter(document__blob=sha256).exists():
        raise DocumentThere
    if shown.count() >= MOST_DOCUMENTS:
        raise TooManyDocuments(most=MOST_DOCUMENTS)
