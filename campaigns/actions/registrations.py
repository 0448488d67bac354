"""What a board sets out to reach: begun, written, handed in, decided, changed."""

from django.db import transaction
from django.db.models import F

from campaigns.goals import AimText, Goal, Goals
from campaigns.letters import registrations as letters
from campaigns.models import (
    Aim,
    BoardYear,
    Registration,
    RegistrationState,
    RegistrationVersion,
    Target,
)
from campaigns.queries import registrations as queries
from campaigns.regulations import registrations as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def begin_registration(
    board_year: BoardYear,
    *,
    start_from: Registration | None = None,
    is_invented: bool = False,
    by: Account,
) -> Registration:
    """Begin a board's registration, empty or with the figures of another year (lập đăng ký).

    Twice is once. Raises NotAMember and StartOfAnotherBoard.
    """
    regulations.check_begin_registration(board_year, start_from)
    campaign, board = board_year.campaign, board_year.board
    registration, is_new = Registration.objects.get_or_create(
        campaign=campaign, board=board, defaults={"changed_by": by, "is_invented": is_invented}
    )
    if is_new:
        if start_from:
            write(registration, former_goals(registration, start_from))
        record("campaigns.begin_registration", registration, by=by, year=campaign.year)
    return registration


def former_goals(registration: Registration, former: Registration) -> Goals:
    """The figures of another year by what the boards are still measured by, without notes."""
    live = {indicator.pk for indicator in queries.indicators_of(registration)}
    goals = Goals.of(former)
    targets = {pk: Goal(goal.plan) for pk, goal in goals.targets.items() if pk in live}
    return Goals(targets, goals.aims, goals.movements)


@transaction.atomic
def edit_registration(
    registration: Registration, goals: Goals, *, seen_edition: int, by: Account
) -> None:
    """Write the whole registration anew (soạn bản đăng ký).

    ``seen_edition`` is the one that the writer had before them. Raises RegistrationClosed,
    StaleRegistration, IndicatorUnknown, TooManyAims, AimTwice and MovementsTooLong.
    """
    lock(registration)
    regulations.check_edit_registration(registration, goals, seen_edition)
    if goals == Goals.of(registration):
        return
    write(registration, goals)
    registration.edition += 1
    registration.changed_at, registration.changed_by = clock.now(), by
    registration.save(update_fields=["edition", "changed_at", "changed_by"])
    facts = {"targets": len(goals.targets), "titles": len(goals.aims)}
    record("campaigns.edit_registration", registration, by=by, **facts)


def write(registration: Registration, goals: Goals) -> None:
    """Save figures, titles and movements; what was accepted stays in force."""
    registration.movements = goals.movements
    registration.save(update_fields=["movements"])
    dropped = registration.targets.exclude(indicator__in=list(goals.targets))
    dropped.filter(agreed=None).delete()
    dropped.filter(agreed__isnull=False).update(plan=None)
    for indicator, goal in goals.targets.items():
        Target.objects.update_or_create(
            registration=registration,
            indicator_id=indicator,
            defaults={"plan": goal.plan, "note": goal.note},
        )
    write_aims(registration, goals.aims)
    registration.__dict__.pop("_prefetched_objects_cache", None)


def write_aims(registration: Registration, aims: tuple[AimText, ...]) -> None:
    """The titles in their order: what stands already only changes its place and number."""
    former = {(aim.title, aim.holder): aim for aim in registration.aims.all()}
    for position, text in enumerate(aims, 1):
        aim = former.pop((text.title, text.holder), None)
        aim = aim or Aim(registration=registration, title=text.title, holder=text.holder)
        if (aim.position, aim.count) != (position, text.count):
            aim.position, aim.count = position, text.count
            aim.save()
    for aim in former.values():
        aim.delete()


@transaction.atomic
def submit_registration(registration: Registration, *, paper_number: str = "", by: Account) -> None:
    """Hand the registration in to the bloc's chief (nộp bản đăng ký).

    ``paper_number``: number and symbol that the board's own registry has given the paper.
    Raises PhaseNotBegun, NoTarget, and IllegalMove when it was handed in already.
    """
    lock(registration)
    regulations.check_submit_registration(registration)
    registration.move(RegistrationState.SUBMITTED)
    registration.submitted_at, registration.submitted_by = clock.now(), by
    registration.paper_number = paper_number.strip()
    if registration.first_submitted_at is None:
        registration.first_submitted_at = registration.submitted_at
    registration.save(
        update_fields=[
            "state", "first_submitted_at", "submitted_at", "submitted_by", "paper_number",
        ]
    )  # fmt: skip
    late = queries.days_late(registration)
    record("campaigns.submit_registration", registration, by=by, late=late)
    letters.tell_submitted(registration)


@transaction.atomic
def return_registration(registration: Registration, *, reason: str, by: Account) -> None:
    """Give the registration back to the board to be mended (trả lại bản đăng ký).

    Raises ReasonMissing, and IllegalMove where it is not handed in.
    """
    lock(registration)
    regulations.check_reason(reason)
    registration.move(RegistrationState.RETURNED)
    registration.return_reason = reason.strip()
    registration.decided_at, registration.decided_by = clock.now(), by
    registration.save(update_fields=["state", "return_reason", "decided_at", "decided_by"])
    record("campaigns.return_registration", registration, by=by, reason=registration.return_reason)
    letters.tell_returned(registration)


@transaction.atomic
def accept_registration(registration: Registration, *, by: Account) -> RegistrationVersion:
    """Take the board's figures as what it is measured by (chấp nhận bản đăng ký).

    What the board has dropped goes now. Raises IllegalMove where it is not handed in.
    """
    lock(registration)
    registration.move(RegistrationState.ACCEPTED)
    registration.targets.filter(plan=None).delete()
    registration.targets.update(agreed=F("plan"))
    version = keep_version(registration, by)
    registration.return_reason = registration.change_reason = ""
    registration.decided_at, registration.decided_by = clock.now(), by
    registration.save(
        update_fields=["state", "return_reason", "change_reason", "decided_at", "decided_by"]
    )
    record("campaigns.accept_registration", registration, by=by, version=version.number)
    letters.tell_accepted(registration)
    return version


def keep_version(registration: Registration, by: Account) -> RegistrationVersion:
    """Freeze what was accepted under the next number, with the reason for the change."""
    last = registration.versions.order_by("number").last()
    indicators = queries.indicators_of(registration)
    return RegistrationVersion.objects.create(
        registration=registration,
        number=last.number + 1 if last else 1,
        content=Goals.of(registration).as_json(indicators),
        reason=registration.change_reason,
        accepted_at=clock.now(),
        accepted_by=by,
    )


@transaction.atomic
def change_registration(registration: Registration, *, reason: str, by: Account) -> None:
    """Open an accepted registration for a change (xin điều chỉnh chỉ tiêu đã chấp nhận).

    What was accepted holds until the change is accepted too. Raises ReasonMissing, and
    IllegalMove where nothing is accepted.
    """
    lock(registration)
    regulations.check_reason(reason)
    registration.move(RegistrationState.CHANGING)
    registration.change_reason = reason.strip()
    registration.save(update_fields=["state", "change_reason"])
    record("campaigns.change_registration", registration, by=by, reason=registration.change_reason)
