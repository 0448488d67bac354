"""What happened to a bloc's year, in words; the actor stands before each sentence."""

from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext_lazy as _

from campaigns.models import (
    CharterKind,
    CheckPattern,
    EvaluationPart,
    PhaseKind,
    SheetKind,
    Stage,
    Taken,
    Treatment,
)
from foundation.audit.log import Wording, day, label_of, say


def renamed(facts: dict[str, Any]) -> Any:
    """The former name is told where there is another one now."""
    if facts["now"] != facts["name"]:
        return _("changed the indicator “%(name)s”, now “%(now)s”")
    return _("changed the indicator “%(name)s”")


def submitted(facts: dict[str, Any]) -> Any:
    """How late it was is told where it was late."""
    if facts["late"]:
        return _("handed in the registration, %(late)s days late")
    return _("handed in the registration")


def opened(facts: dict[str, Any]) -> Any:
    """What came along from an earlier year is told where something did."""
    if "source" in facts:
        return _(
            "opened the emulation year %(year)s of %(bloc)s, under the regime %(regime)s, "
            "and took along from %(source)s: %(taken)s"
        )
    return _("opened the emulation year %(year)s of %(bloc)s, under the regime %(regime)s")


def extended(facts: dict[str, Any]) -> Any:
    """For one board, or for all."""
    if facts["board"]:
        return _("extended “%(phase)s” until %(until)s for %(board)s: %(reason)s")
    return _("extended “%(phase)s” until %(until)s for all boards: %(reason)s")


def corrected(facts: dict[str, Any]) -> Any:
    """A day off, or a day at work."""
    if facts["is_off"]:
        return _("entered %(day)s as a day off: %(name)s (%(source)s)")
    return _("entered %(day)s as a working day: %(name)s (%(source)s)")


def labels(choices: type[Choices]) -> Wording:
    """Several codes among the facts by their labels."""
    label = label_of(choices)
    return lambda codes: ", ".join(str(label(code)) for code in codes)


say(
    {
        "campaigns.plan_calendar": _("set the calendar of %(year)s: %(phases)s"),
        "campaigns.extend_phase": extended,
        "campaigns.correct_day": corrected,
    },
    phase=label_of(PhaseKind),
    phases=labels(PhaseKind),
    until=day,
    day=day,
)
say({"campaigns.open_campaign": opened}, taken=labels(Taken))
say(
    {
        "campaigns.add_indicator": _("added the indicator “%(name)s” (%(unit)s)"),
        "campaigns.change_indicator": renamed,
        "campaigns.retire_indicator": _("retired the indicator “%(name)s”"),
        "campaigns.move_indicator": _("moved the indicator “%(name)s” in the list"),
        "campaigns.take_typical_indicators": _("took %(count)s typical indicators"),
        "campaigns.begin_registration": _("began the registration for %(year)s"),
        "campaigns.edit_registration": _(
            "changed the registration: %(targets)s targets, %(titles)s titles and awards"
        ),
        "campaigns.submit_registration": submitted,
        "campaigns.return_registration": _("returned the registration: %(reason)s"),
        "campaigns.accept_registration": _("accepted the registration, version %(version)s"),
        "campaigns.change_registration": _("asked to change accepted targets: %(reason)s"),
        "campaigns.register_paper": _("registered paper %(number)s: %(about)s"),
        "campaigns.add_evidence": _("added evidence: %(title)s"),
        "campaigns.link_evidence": _("changed what “%(title)s” proves"),
        "campaigns.withdraw_evidence": _("withdrew the evidence “%(title)s”"),
        "campaigns.cancel_paper": _("cancelled the number %(number)s: %(reason)s"),
        "campaigns.remind_late": _("reminded of what is late: %(boards)s"),
        "campaigns.describe_campaign": _("changed the slogan and key tasks of %(year)s"),
        "campaigns.make_calendar_address": _("made a new calendar address"),
        "campaigns.withdraw_calendar_address": _("withdrew the calendar address"),
    }
)

say(
    {
        "campaigns.publish_example": _("published the example “%(name)s”"),
        "campaigns.adopt_example": _("adopted the example for %(board)s"),
        "campaigns.tell_effect": _("told what came of it at %(board)s"),
        "campaigns.withdraw_example": _("withdrew the example “%(name)s”"),
        "campaigns.launch_movement": _("entered the movement “%(name)s”"),
        "campaigns.change_movement": _("corrected the movement “%(name)s”"),
        "campaigns.join_movement": _("joined the movement for %(board)s"),
        "campaigns.tell_progress": _("told what %(board)s has done"),
        "campaigns.review_movement": _("entered the %(stage)s of %(year)s"),
    },
    stage=label_of(Stage),
)


def answered(facts: dict[str, Any]) -> Any:
    """A board that comes, or one that does not."""
    if facts["people"]:
        return _("answered for %(board)s: %(people)s people come")
    return _("answered for %(board)s: it does not come")


say(
    {
        "campaigns.plan_activity": _("planned the activity “%(name)s” for %(since)s"),
        "campaigns.change_activity": _("changed the activity “%(name)s”"),
        "campaigns.call_off_activity": _("called the activity off: %(reason)s"),
        "campaigns.take_part": answered,
        "campaigns.settle_activity": _(
            "settled people and shares of %(boards)s boards: %(total)s đồng in all"
        ),
        "campaigns.tell_activity": _("told what came of the activity “%(name)s”"),
        "campaigns.add_photo": _("added a photo: %(caption)s"),
        "campaigns.remove_photo": _("removed the photo “%(caption)s”"),
    },
    since=day,
)

say(
    {
        "campaigns.request_report": _("asked the boards for a report: %(title)s"),
        "campaigns.outline_report": _("changed the outline of the report: %(title)s"),
        "campaigns.begin_report": _("began to write: %(title)s"),
        "campaigns.edit_section": _("wrote at “%(heading)s”"),
        "campaigns.edit_figures": _("entered figures of the targets"),
        "campaigns.take_over_targets": _("took over the accepted targets"),
        "campaigns.submit_report": _("submitted the report, version %(version)s"),
        "campaigns.return_report": _("returned the report: %(reason)s"),
        "campaigns.accept_report": _("accepted the report"),
    }
)


def given(facts: dict[str, Any]) -> Any:
    """The days by which it was late are told where there are any."""
    if facts["late"]:
        return _("handed in, %(late)s days late: %(kind)s")
    return _("handed in: %(kind)s")


say(
    {
        "campaigns.begin_scoring": _("began the scoring of %(year)s: %(pattern)s"),
        "campaigns.begin_sheet": _("began a sheet: %(kind)s"),
        "campaigns.edit_sheet": _("entered points: %(kind)s"),
        "campaigns.import_sheet": _("took over %(lines)s lines from an XLSX sheet: %(kind)s"),
        "campaigns.submit_sheet": given,
        "campaigns.return_sheet": _("returned the sheet: %(reason)s"),
        "campaigns.explain_line": _("explained the line “%(line)s”"),
        "campaigns.answer_explanation": _("answered the explanation of “%(line)s”"),
        "campaigns.lock_scores": _("locked the points of %(year)s"),
        "campaigns.change_checker": _(
            "let %(checker)s check %(board)s instead of %(former)s: %(reason)s"
        ),
        "campaigns.reopen_scores": _("opened the points again: %(reason)s"),
    },
    kind=label_of(SheetKind),
    pattern=label_of(CheckPattern),
)


def drafted(facts: dict[str, Any]) -> Any:
    """What the table began with is told where it began with something."""
    if facts["source"]:
        return _("began the scoring table of %(year)s with “%(source)s”")
    return _("began the scoring table of %(year)s")


say(
    {
        "campaigns.draft_table": drafted,
        "campaigns.edit_table": _("changed the scoring table: %(criteria)s criteria"),
        "campaigns.import_table": _("imported the scoring table: %(criteria)s criteria"),
        "campaigns.ask_for_comments": _("asked the boards for comments until %(until)s"),
        "campaigns.comment_on_table": _("commented on the scoring table for %(board)s"),
        "campaigns.answer_table_comment": _("answered a comment of %(board)s"),
        "campaigns.approve_table": _("approved the scoring table, version %(version)s"),
        "campaigns.revise_table": _("began version %(version)s of the scoring table: %(reason)s"),
    },
    until=day,
)


def answered_charter(facts: dict[str, Any]) -> Any:
    """A board that agrees, or one that wants something else."""
    if facts["agrees"]:
        return _("agreed to the draft for %(board)s")
    return _("gave the opinion of %(board)s on the draft")


say(
    {
        "campaigns.draft_charter": _("began the draft: %(kind)s of %(year)s"),
        "campaigns.edit_charter": _("changed the text: %(kind)s"),
        "campaigns.consult_on_charter": _("asked the boards for their opinions until %(until)s"),
        "campaigns.answer_charter": answered_charter,
        "campaigns.reply_to_opinion": _("answered the opinion of %(board)s"),
        "campaigns.adopt_charter": _("adopted the %(kind)s, number %(number)s"),
    },
    kind=label_of(CharterKind),
    until=day,
)

say(
    {
        "campaigns.compile_summary": _("compiled the summary report of %(year)s"),
        "campaigns.edit_summary": _("wrote at “%(title)s”"),
        "campaigns.refresh_summary": _("took the new figures: %(titles)s"),
        "campaigns.issue_summary": _(
            "issued the summary report, number %(number)s, version %(version)s"
        ),
        "campaigns.revise_summary": _("took the summary report in hand again: %(reason)s"),
    }
)

say(
    {
        "campaigns.draft_evaluation": _("began the evaluation of the year %(year)s"),
        "campaigns.change_evaluation": _("changed what is asked: %(questions)s questions"),
        "campaigns.open_evaluation": _("asked %(boards)s boards, until %(until)s"),
        "campaigns.close_evaluation": _("opened the box: %(answers)s answers"),
        "campaigns.publish_evaluation": _("published the evaluation of the year %(year)s"),
        "campaigns.withdraw_evaluation": _("withdrew the evaluation: %(reason)s"),
        "campaigns.release_comment": _("released a comment on “%(part)s”"),
        "campaigns.withhold_comment": _("withheld a comment on “%(part)s”"),
    },
    until=day,
    part=label_of(EvaluationPart),
)


def ranked(facts: dict[str, Any]) -> Any:
    """A later ranking is told with its reason."""
    if facts["reason"]:
        return _("took the ranking again, no. %(number)s: %(reason)s")
    return _("took the ranking, no. %(number)s")


say(
    {
        "campaigns.take_ranking": ranked,
        "campaigns.declare_exclusion": _("kept %(board)s out of the ranking: %(condition)s"),
        "campaigns.lift_exclusion": _("let %(board)s be ranked after all: %(reason)s"),
        "campaigns.settle_departure": _(
            "settled how %(board)s counts, by decision %(decision)s: %(treatment)s"
        ),
        "campaigns.withdraw_departure": _("withdrew how %(board)s counts: %(reason)s"),
    },
    treatment=label_of(Treatment),
)
