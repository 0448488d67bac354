"""The minutes of a conference are written, read out and agreed."""

from collections.abc import Mapping

from django.db import transaction

from conferences.actions.signing import issue_paper, number_for
from conferences.models import AgendaItem, Conference, Minutes, PaperKind, Speech
from conferences.papers import minutes as papers
from conferences.queries import minutes as queries
from conferences.regulations import minutes as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account

Seen = Mapping[str, str]


@transaction.atomic
def note_speech(item: AgendaItem, *, speaker: str, gist: str, by: Account) -> Speech:
    """Note what somebody said on an item (ghi ý kiến phát biểu). The same twice is once.

    Raises ConferenceCalledOff, ConferenceNotOpened, MinutesAgreed, ItemRemoved,
    SpeakerMissing and GistMissing.
    """
    lock(item.conference)
    lock(item)
    regulations.check_note_speech(item, speaker, gist)
    words = {"speaker": speaker.strip(), "gist": gist.strip()}
    there = item.speeches.filter(removed_at=None, **words).first()
    if there:
        return there
    speech = Speech.objects.create(item=item, noted_by=by, **words)
    record("conferences.note_speech", item.conference, by=by, name=speech.speaker)
    return speech


@transaction.atomic
def change_speech(
    speech: Speech, *, speaker: str, gist: str, seen: Seen | None = None, by: Account
) -> None:
    """Word it otherwise (sửa ý kiến phát biểu).

    ``seen``: the marks of what the writer had before them. Raises what note_speech raises,
    SpeechRemoved and MinutesStale.
    """
    lock(speech.conference)
    lock(speech)
    regulations.check_change_speech(speech, seen, speaker, gist)
    speech.speaker, speech.gist = speaker.strip(), gist.strip()
    speech.save(update_fields=["speaker", "gist"])
    record("conferences.change_speech", speech.conference, by=by, name=speech.speaker)


@transaction.atomic
def remove_speech(speech: Speech, *, by: Account) -> None:
    """Take it out of the minutes; it stays kept (bỏ ý kiến phát biểu).

    Raises ConferenceCalledOff, ConferenceNotOpened, MinutesAgreed and SpeechRemoved.
    """
    lock(speech.conference)
    lock(speech)
    regulations.check_remove_speech(speech)
    speech.removed_at, speech.removed_by = clock.now(), by
    speech.save(update_fields=["removed_at", "removed_by"])
    record("conferences.remove_speech", speech.conference, by=by, name=speech.speaker)


@transaction.atomic
def write_conclusion(
    conference: Conference, *, conclusion: str, seen: Seen | None = None, by: Account
) -> None:
    """What the conference has agreed on (ghi kết luận hội nghị).

    Raises ConferenceCalledOff, ConferenceNotOpened, MinutesAgreed and MinutesStale.
    """
    minutes = held(conference)
    regulations.check_write_conclusion(minutes, seen)
    minutes.conclusion = conclusion.strip()
    minutes.save()
    record("conferences.write_conclusion", conference, by=by)


@transaction.atomic
def agree_minutes(conference: Conference, *, by: Account) -> None:
    """They were read out and agreed; number and words stay, and people sign (thông qua biên bản).

    Raises ConferenceCalledOff, ConferenceNotOpened, MinutesAgreed, ConferenceNotClosed and
    ConclusionMissing.
    """
    minutes = held(conference)
    regulations.check_agree_minutes(minutes)
    minutes.paper = number_for(conference, papers.full_title(conference), by=by)
    minutes.text = papers.content_of(conference)
    minutes.agreed_at, minutes.agreed_by = clock.now(), by
    minutes.save()
    issue_paper(conference, PaperKind.MINUTES, minutes.paper, by=by)
    record("conferences.agree_minutes", conference, by=by, number=minutes.paper.marked)


def held(conference: Conference) -> Minutes:
    """The minutes, with the conference locked."""
    lock(conference)
    return queries.minutes_of(conference)
