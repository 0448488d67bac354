"""What is done in a bloc's year: one verb, one transaction, locked and recorded."""

from campaigns.actions.activities import (
    add_photo,
    call_off_activity,
    change_activity,
    plan_activity,
    remove_photo,
    settle_activity,
    take_part,
    tell_activity,
)
from campaigns.actions.calendar import correct_day, extend_phase, plan_calendar
from campaigns.actions.evidence import add_evidence, link_evidence, withdraw_evidence
from campaigns.actions.examples import (
    adopt_example,
    publish_example,
    tell_effect,
    withdraw_example,
)
from campaigns.actions.feeds import make_calendar_address, withdraw_calendar_address
from campaigns.actions.indicators import (
    add_indicator,
    change_indicator,
    move_indicator,
    retire_indicator,
    take_typical_indicators,
)
from campaigns.actions.movements import (
    change_movement,
    join_movement,
    launch_movement,
    review_movement,
    tell_progress,
)
from campaigns.actions.register import cancel_paper, register_paper
from campaigns.actions.registrations import (
    accept_registration,
    begin_registration,
    change_registration,
    edit_registration,
    return_registration,
    submit_registration,
)
from campaigns.actions.reminders import remind_late
from campaigns.actions.reports import (
    accept_report,
    begin_report,
    outline_report,
    request_report,
    return_report,
    submit_report,
)
from campaigns.actions.summaries import (
    compile_summary,
    edit_summary,
    issue_summary,
    refresh_summary,
    revise_summary,
)
from campaigns.actions.tables import (
    answer_table_comment,
    approve_table,
    ask_for_comments,
    comment_on_table,
    draft_table,
    edit_table,
    import_table,
    revise_table,
)
from campaigns.actions.writing import edit_figures, edit_section, take_over_targets
from campaigns.actions.years import describe_campaign, open_campaign

__all__ = [
    "accept_registration",
    "accept_report",
    "add_evidence",
    "add_indicator",
    "add_photo",
    "adopt_example",
    "answer_table_comment",
    "approve_table",
    "ask_for_comments",
    "begin_registration",
    "begin_report",
    "call_off_activity",
    "cancel_paper",
    "change_activity",
    "change_indicator",
    "change_movement",
    "change_registration",
    "comment_on_table",
    "compile_summary",
    "correct_day",
    "describe_campaign",
    "draft_table",
    "edit_figures",
    "edit_registration",
    "edit_section",
    "edit_summary",
    "edit_table",
    "extend_phase",
    "import_table",
    "issue_summary",
    "join_movement",
    "launch_movement",
    "link_evidence",
    "make_calendar_address",
    "move_indicator",
    "open_campaign",
    "outline_report",
    "plan_activity",
    "plan_calendar",
    "publish_example",
    "refresh_summary",
    "register_paper",
    "remind_late",
    "remove_photo",
    "request_report",
    "retire_indicator",
    "return_registration",
    "return_report",
    "review_movement",
    "revise_summary",
    "revise_table",
    "settle_activity",
    "submit_registration",
    "submit_report",
    "take_over_targets",
    "take_part",
    "take_typical_indicators",
    "tell_activity",
    "tell_effect",
    "tell_progress",
    "withdraw_calendar_address",
    "withdraw_evidence",
    "withdraw_example",
]
