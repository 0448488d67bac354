"""Whether the minutes of a conference may be written or agreed now."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from campaigns import merging
from conferences.models import AgendaItem, Conference, Minutes, Speech
from conferences.queries import minutes as queries
from conferences.regulations.agenda import ItemRemoved
from conferences.regulations.conferences import ConferenceNotOpened, check_stands
from foundation.refusals import Refusal


class MinutesAgreed(Refusal):
    text = _("The minutes have been read out and agreed; they say so for good.")
    is_final = True


class SpeakerMissing(Refusal):
    text = _("Say who spoke.")
    field = "speaker"


class GistMissing(Refusal):
    text = _("Say in a few words what was said.")
    field = "gist"


class SpeechRemoved(Refusal):
    text = _("The speech has been taken out of the minutes.")
    is_final = True


class MinutesStale(Refusal):
    """Somebody else, or another tab, has changed it since the page was opened."""

    text = _("This has been changed meanwhile. Both versions are shown below.")


class ConferenceNotClosed(Refusal):
    text = _("The conference has not been closed yet.")
    is_final = True


class ConclusionMissing(Refusal):
    text = _("Write the conclusion of the conference first.")


def check_written(conference: Conference) -> None:
    """From the opening until they are agreed.

    Raises ConferenceCalledOff, ConferenceNotOpened and MinutesAgreed.
    """
    check_stands(conference)
    if conference.opened_at is None:
        raise ConferenceNotOpened
    if queries.minutes_of(conference).agreed_at:
        raise MinutesAgreed


def check_note_speech(item: AgendaItem, speaker: str, gist: str) -> None:
    """Raises what check_written raises, ItemRemoved, SpeakerMissing and GistMissing."""
    check_written(item.conference)
    if item.removed_at:
        raise ItemRemoved
    if not speaker.strip():
        raise SpeakerMissing
    if not gist.strip():
        raise GistMissing


def check_change_speech(
    speech: Speech, seen: Mapping[str, str] | None, speaker: str, gist: str
) -> None:
    """On the words that the writer had seen.

    Raises what check_note_speech raises, SpeechRemoved and MinutesStale.
    """
    check_remove_speech(speech)
    if seen is not None and not merging.is_same(queries.facts_of(speech), seen):
        raise MinutesStale
    check_note_speech(speech.item, speaker, gist)


def check_remove_speech(speech: Speech) -> None:
    """Raises what check_written raises, and SpeechRemoved."""
    check_written(speech.conference)
    if speech.removed_at:
        raise SpeechRemoved


def check_write_conclusion(minutes: Minutes, seen: Mapping[str, str] | None) -> None:
    """On the words that the writer had seen. Raises what check_written raises, MinutesStale."""
    check_written(minutes.conference)
    held = {"conclusion": minutes.conclusion}
    if seen is not None and not merging.is_same(held, seen):
        raise MinutesStale


def check_agree_minutes(minutes: Minutes) -> None:
    """Once, after the closing, with a conclusion.

    Raises what check_written raises, ConferenceNotClosed and ConclusionMissing.
    """
    check_written(minutes.conference)
    if minutes.conference.closed_at is None:
        raise ConferenceNotClosed
    if not minutes.conclusion:
        raise ConclusionMissing
