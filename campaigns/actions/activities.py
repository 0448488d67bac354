"""Activities are planned, joined, settled, told of and shown."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from campaigns.letters import activities as letters
from campaigns.models import Activity, Attendance, BoardYear, Campaign, Photo
from campaigns.queries import activities as queries
from campaigns.queries.activities import WRITTEN
from campaigns.regulations import activities as regulations
from campaigns.regulations.activities import Seen
from foundation import clock
from foundation.audit.log import record
from foundation.documents.keeping import file_document
from foundation.documents.models import Document
from foundation.documents.photos import Photograph
from foundation.documents.uploads import JPEG
from foundation.shortcuts import lock
from members.models import Account

TOLD = ("since", "until", "place")  # what boards must learn of when it changes


@transaction.atomic
def plan_activity(
    campaign: Campaign, *, is_invented: bool = False, by: Account, **facts: Any
) -> Activity:
    """Enter an activity of the year; the boards are told (lên kế hoạch hoạt động).

    ``facts``: the fields of an activity by their names (``queries.activities.WRITTEN``). One
    that is past may be entered too. Raises ActivityReversed, ActivityOutsideTheYear,
    HostNotInBloc and ActivityPlanned.
    """
    lock(campaign)
    activity = Activity(campaign=campaign, is_invented=is_invented, planned_by=by, **facts)
    regulations.check_plan_activity(activity)
    activity.save()
    record("campaigns.plan_activity", activity, by=by, name=activity.name, since=activity.since)
    letters.tell_planned(activity)
    return activity


@transaction.atomic
def change_activity(
    activity: Activity, *, seen: Seen | None = None, by: Account, **facts: Any
) -> None:
    """Change what is written of an activity (sửa hoạt động).

    ``seen``: the marks (``merging.marks``) of ``queries.facts_of`` that the writer had before
    them; the same words again change nothing. Raises what plan_activity raises,
    ActivityCalledOff and ActivityStale.
    """
    lock(activity.campaign)
    lock(activity)
    regulations.check_change_activity(activity, seen)
    before = queries.facts_of(activity)
    changed = [name for name in WRITTEN if facts.get(name, before[name]) != before[name]]
    if not changed:
        return
    for name in changed:
        setattr(activity, name, facts[name])
    regulations.check_plan_activity(activity)
    activity.save(update_fields=changed)
    record("campaigns.change_activity", activity, by=by, name=activity.name)
    if set(changed) & set(TOLD):
        letters.tell_changed(activity)


@transaction.atomic
def call_off_activity(activity: Activity, *, reason: str, by: Account) -> None:
    """It does not take place; all boards are told why (hủy hoạt động).

    Raises ActivityCalledOff, ActivityOver and ReasonMissing.
    """
    lock(activity)
    regulations.check_call_off_activity(activity, reason)
    activity.called_off_at, activity.called_off_by = clock.now(), by
    activity.called_off_why = reason.strip()
    activity.save(update_fields=["called_off_at", "called_off_by", "called_off_why"])
    record("campaigns.call_off_activity", activity, by=by, reason=activity.called_off_why)
    letters.tell_called_off(activity)


@transaction.atomic
def take_part(who: BoardYear, *, activity: Activity, people: int, by: Account) -> Attendance:
    """The board comes with so many people, or with none (đăng ký tham gia hoạt động).

    The same again changes nothing. Raises ActivityCalledOff, ActivityOver, BoardNotInvited
    and NoSuchNumber.
    """
    lock(activity)
    regulations.check_take_part(activity, who, people)
    answer = activity.attendances.filter(board=who.board).first()
    if answer and answer.people == people:
        return answer
    answer = answer or Attendance(activity=activity, board=who.board)
    answer.people, answer.answered_at, answer.answered_by = people, clock.now(), by
    answer.save()
    record("campaigns.take_part", activity, by=by, board=who.board.short_name, people=people)
    return answer


@transaction.atomic
def settle_activity(
    activity: Activity,
    *,
    lines: Mapping[str, tuple[int, int]],
    seen: Seen | None = None,
    by: Account,
) -> None:
    """Who came and what each board pays (chốt số người tham gia, phân bổ kinh phí).

    ``lines``: board (its key, as text) → people and share in đồng. ``seen``: the marks of
    ``queries.roll_of`` that the writer had before them. The same again changes nothing.
    Raises ActivityCalledOff, BoardNotInvited, NoSuchNumber, NoSuchShare and ActivityStale.
    """
    lock(activity)
    regulations.check_settle_activity(activity, lines, seen)
    stands = queries.roll_of(activity)
    changed = {key: line for key, line in lines.items() if stands.get(key) != line}
    for key, (people, share) in changed.items():
        Attendance.objects.update_or_create(
            activity=activity,
            board_id=int(key),
            defaults={"people": people, "share": share},
            create_defaults={"people": people, "share": share, "answered_by": by},
        )
    if changed:
        total = sum(share for _people, share in queries.roll_of(activity).values())
        record("campaigns.settle_activity", activity, by=by, boards=len(changed), total=total)


@transaction.atomic
def tell_activity(
    activity: Activity, *, outcome: str, seen: Seen | None = None, by: Account
) -> None:
    """What came of it, by its host or the bloc's secretary (báo kết quả hoạt động).

    ``seen``: the marks of ``queries.outcome_of``. Raises ActivityCalledOff, ActivityToCome,
    OutcomeMissing and ActivityStale.
    """
    lock(activity)
    regulations.check_tell_activity(activity, outcome, seen)
    if activity.outcome == outcome.strip():
        return
    activity.outcome = outcome.strip()
    activity.outcome_told_at, activity.outcome_told_by = clock.now(), by
    activity.save(update_fields=["outcome", "outcome_told_at", "outcome_told_by"])
    record("campaigns.tell_activity", activity, by=by, name=activity.name)


@transaction.atomic
def add_photo(activity: Activity, *, photograph: Photograph, caption: str, by: Account) -> Photo:
    """Show a photo on the activity's page (thêm ảnh hoạt động).

    Raises ActivityCalledOff, CaptionMissing, PhotoThere and TooManyPhotos.
    """
    lock(activity)
    regulations.check_add_photo(activity, photograph.sha256, caption)
    photo = Photo.objects.create(
        activity=activity,
        picture=filed(activity, photograph.content, caption, by),
        thumbnail=filed(activity, photograph.thumbnail, caption, by),
        caption=caption.strip(),
        added_by=by,
    )
    record("campaigns.add_photo", activity, by=by, caption=photo.caption)
    return photo


def filed(activity: Activity, content: bytes, caption: str, by: Account) -> Document:
    """One size of a photo; its name tells nothing of the person's own file."""
    return file_document(
        content,
        media_type=JPEG,
        title=caption.strip(),
        file_name=f"hoat-dong-{activity.pk}.jpg",
        owner=activity.host.code,
        bloc=activity.bloc.code,
        year=activity.year,
        filed_by=by.get_username(),
    )


@transaction.atomic
def remove_photo(photo: Photo, *, by: Account) -> None:
    """Show a photo no longer; it stays kept (gỡ ảnh). Twice is once."""
    lock(photo)
    if photo.removed_at:
        return
    photo.removed_at, photo.removed_by = clock.now(), by
    photo.save(update_fields=["removed_at", "removed_by"])
    record("campaigns.remove_photo", photo.activity, by=by, caption=photo.caption)
