"""The text of a pledge: begun, written, and sent to the boards."""

import datetime as dt

from django.db import IntegrityError, transaction

from campaigns.models import Campaign, Summary
from campaigns.queries.summaries import key_tasks_of
from campaigns.summary_parts import tasks_in
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account
from pledges import letters
from pledges.content import Content, TaskText
from pledges.models import Pledge, PledgeState, Task, Version
from pledges.regulations import text as regulations


@transaction.atomic
def draft_pledge(
    campaign: Campaign,
    *,
    start_from: Pledge | None = None,
    tasks_of: Summary | None = None,
    is_invented: bool = False,
    by: Account,
) -> Pledge:
    """Begin the pledge of a year, empty or with another year's text (dự thảo giao ước).

    Place and day are of their year and stay behind. ``tasks_of``: the summary of the year
    before, whose key tasks become the pledge's. Raises PledgeExists, TextOfAnotherBloc and
    TasksOfAnotherYear.
    """
    regulations.check_draft_pledge(campaign, start_from, tasks_of)
    try:
        with transaction.atomic():
            pledge = Pledge.objects.create(
                campaign=campaign, changed_by=by, is_invented=is_invented
            )
    except IntegrityError as error:
        raise regulations.PledgeExists from error
    if start_from or tasks_of:
        write(pledge, beginning(start_from, tasks_of))
    record("pledges.draft_pledge", pledge, by=by, year=campaign.year)
    return pledge


def beginning(start_from: Pledge | None, tasks_of: Summary | None) -> Content:
    """What a new text begins with."""
    former = Content.of_pledge(start_from) if start_from else Content()
    tasks = former.tasks
    if tasks_of:
        tasks = tuple(TaskText(task) for task in tasks_in(key_tasks_of(tasks_of)))
    return Content(former.grounds, tasks, former.targets, former.responsibilities)


@transaction.atomic
def edit_pledge(pledge: Pledge, content: Content, *, seen_edition: int, by: Account) -> None:
    """Write the whole text anew (sửa nội dung giao ước).

    ``seen_edition`` is the one that the writer had before them. Raises TextFrozen,
    StaleEdit, TooManyTasks and TooLong.
    """
    lock(pledge)
    regulations.check_edit_pledge(pledge, content, seen_edition)
    if content == Content.of_pledge(pledge):
        return
    write(pledge, content)
    pledge.edition += 1
    pledge.changed_at, pledge.changed_by = clock.now(), by
    pledge.save(update_fields=["edition", "changed_at", "changed_by"])
    record("pledges.edit_pledge", pledge, by=by, edition=pledge.edition)


def write(pledge: Pledge, content: Content) -> None:
    """Save the text; tasks keep their keys, whatever their place."""
    for name in ("grounds", "targets", "responsibilities", "place", "signed_on"):
        setattr(pledge, name, getattr(content, name))
    pledge.save(update_fields=["grounds", "targets", "responsibilities", "place", "signed_on"])
    pledge.tasks.exclude(key__in=[task.key for task in content.tasks]).delete()
    for position, task in enumerate(content.tasks, 1):
        Task.objects.update_or_create(
            pledge=pledge, key=task.key, defaults={"position": position, "text": task.text}
        )
    pledge.__dict__.pop("_prefetched_objects_cache", None)


@transaction.atomic
def consult_boards(
    pledge: Pledge, *, answers_due_on: dt.date | None = None, note: str = "", by: Account
) -> Version:
    """Keep the text as a version and ask the boards (lấy ý kiến các đơn vị).

    Asked again after a change, only what changed wants an answer; the same text is no
    new version. Raises TextFrozen, NothingToSend and DueDayPast.
    """
    lock(pledge)
    regulations.check_consult_boards(pledge, answers_due_on)
    if pledge.state == PledgeState.DRAFT:
        pledge.move(PledgeState.CONSULTATION)
    pledge.answers_due_on, pledge.reminded_on = answers_due_on, None
    pledge.save(update_fields=["state", "answers_due_on", "reminded_on"])
    version = keep_version(pledge, note=note, by=by)
    record("pledges.consult_boards", pledge, by=by, version=version.number)
    letters.tell_boards_asked(pledge)
    return version


def keep_version(pledge: Pledge, *, note: str, by: Account, **more: str) -> Version:
    """Freeze the text as it stands under the next number, unless the last one is the same."""
    last = pledge.versions.order_by("number").last()
    content = Content.of_pledge(pledge).as_json() | more
    if last and last.content == content and not note:
        return last
    return Version.objects.create(
        pledge=pledge,
        number=last.number + 1 if last else 1,
        content=content,
        note=note,
        made_by=by,
        made_at=clock.now(),
    )
