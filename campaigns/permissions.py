"""Who may do what in a bloc's year."""

import rules

from bloc.permissions import (
    deputises_bloc,
    keeps_books,
    leads_bloc,
    of_chiefs_board,
    sat_in_bloc,
    serves_ministry,
    sits_in_bloc,
)
from campaigns.models import SheetKind
from members.permissions import administers, is_oneself, leads_board, serves_board


@rules.predicate
def of_own_board(account, subject):
    """The person's board's own, or of one that went into it: who took part goes on reading."""
    return subject.board_id in account.boards_before


@rules.predicate
def serves_scorer(account, subject):
    """The person works for the board that gives the points."""
    return account.serves(subject.scorer_id)


@rules.predicate
def leads_scorer(account, subject):
    """The person leads the board that gives the points."""
    return account.leads(subject.scorer_id)


@rules.predicate
def is_official(_account, subject):
    """The points are the official ones, not a self-score or a check."""
    return subject.kind == SheetKind.OFFICIAL


# the chief decides about every board but the own one; about that the deputy does
decides = (leads_bloc & ~serves_board) | (deputises_bloc & of_chiefs_board)
prepares = leads_bloc | keeps_books
oversees = prepares | deputises_bloc | serves_ministry

# the year: the subject is a Campaign, or a BlocYear to open one
rules.add_perm("campaigns.view_campaign", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.open_campaign", prepares)
rules.add_perm("campaigns.describe_campaign", prepares)
rules.add_perm("campaigns.plan_calendar", prepares)
rules.add_perm("campaigns.view_progress", oversees)

# the calendar: the subject is MoreTime for a board or for all; an Account; a day
rules.add_perm("campaigns.extend_phase", decides)
rules.add_perm("campaigns.make_calendar_address", is_oneself)
rules.add_perm("campaigns.withdraw_calendar_address", is_oneself)
rules.add_perm("campaigns.correct_day", administers)

# movements: the subject is a Campaign or a MovementYear; a board's part a BoardYear
rules.add_perm("campaigns.view_movement", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.launch_movement", prepares)
rules.add_perm("campaigns.change_movement", prepares)
rules.add_perm("campaigns.review_movement", prepares)
rules.add_perm("campaigns.join_movement", serves_board)
rules.add_perm("campaigns.tell_progress", serves_board)

# examples: the subject is an Example, an Adoption, or a BoardYear to publish or adopt one
rules.add_perm("campaigns.view_example", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.publish_example", leads_board)
rules.add_perm("campaigns.adopt_example", leads_board)
rules.add_perm("campaigns.tell_effect", serves_board)
rules.add_perm("campaigns.withdraw_example", leads_board)

# activities: the subject is a Campaign, an Activity or a Photo; a board's answer a BoardYear
rules.add_perm("campaigns.view_activity", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.plan_activity", prepares)
rules.add_perm("campaigns.change_activity", prepares)
rules.add_perm("campaigns.call_off_activity", prepares)
rules.add_perm("campaigns.take_part", serves_board)
rules.add_perm("campaigns.settle_activity", prepares)
rules.add_perm("campaigns.tell_activity", serves_board | prepares)
rules.add_perm("campaigns.add_photo", serves_board | prepares)
rules.add_perm("campaigns.remove_photo", serves_board | prepares)

# the evaluation: the subject is an Evaluation, a Campaign to draft one, a BoardEvaluation to
# answer or to look at the part about oneself, an EvaluationComment
rules.add_perm("campaigns.view_evaluation", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.draft_evaluation", prepares)
rules.add_perm("campaigns.change_evaluation", prepares)
rules.add_perm("campaigns.open_evaluation", prepares)
rules.add_perm("campaigns.answer_evaluation", leads_board)
rules.add_perm("campaigns.close_evaluation", prepares)
rules.add_perm("campaigns.view_result_first", leads_board)
rules.add_perm("campaigns.publish_evaluation", prepares)
rules.add_perm("campaigns.withdraw_evaluation", prepares)
rules.add_perm("campaigns.release_comment", oversees & ~serves_board)
rules.add_perm("campaigns.withhold_comment", oversees & ~serves_board)

# the register of papers: the subject is a bloc, a BlocYear or a line
rules.add_perm("campaigns.view_papers", sits_in_bloc | serves_ministry)
rules.add_perm("campaigns.register_paper", prepares)
rules.add_perm("campaigns.cancel_paper", prepares)
rules.add_perm("campaigns.remind_late", prepares | serves_ministry)

# evidence: the subject is a Report, or a piece of its Evidence
rules.add_perm("campaigns.add_evidence", serves_board)
rules.add_perm("campaigns.link_evidence", serves_board)
rules.add_perm("campaigns.withdraw_evidence", serves_board)
rules.add_perm("campaigns.view_reuse", oversees & ~serves_board)

# the catalogue of indicators: the subject is an Indicator, or the BlocYear of today
rules.add_perm("campaigns.view_indicators", sits_in_bloc | serves_ministry)
rules.add_perm("campaigns.add_indicator", prepares)
rules.add_perm("campaigns.change_indicator", prepares)
rules.add_perm("campaigns.retire_indicator", prepares)
rules.add_perm("campaigns.move_indicator", prepares)
rules.add_perm("campaigns.take_typical_indicators", prepares)

# registrations: the subject is a Registration, or a BoardYear to begin one
rules.add_perm("campaigns.view_registration", of_own_board | oversees)
rules.add_perm("campaigns.begin_registration", serves_board)
rules.add_perm("campaigns.edit_registration", serves_board)
rules.add_perm("campaigns.submit_registration", leads_board)
rules.add_perm("campaigns.change_registration", leads_board)
rules.add_perm("campaigns.return_registration", decides)
rules.add_perm("campaigns.accept_registration", decides)

# reports: the subject is a Report; a Campaign or a ReportRequest, a BoardRequest to begin one
rules.add_perm("campaigns.request_report", prepares)
rules.add_perm("campaigns.outline_report", prepares)
rules.add_perm("campaigns.view_report", of_own_board | oversees)
rules.add_perm("campaigns.begin_report", serves_board)
rules.add_perm("campaigns.edit_section", serves_board)
rules.add_perm("campaigns.edit_figures", serves_board)
rules.add_perm("campaigns.take_over_targets", serves_board)
rules.add_perm("campaigns.submit_report", leads_board)
rules.add_perm("campaigns.return_report", decides)
rules.add_perm("campaigns.accept_report", decides)

# points: the subject is a Campaign, a Scoring, a Sheet, a SheetPlan to begin one, an Explanation
fills_sheet = (is_official & (decides | (keeps_books & ~serves_board))) | (
    ~is_official & serves_scorer
)
rules.add_perm("campaigns.view_scores", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.view_sheet", of_own_board | oversees | serves_scorer)
rules.add_perm("campaigns.begin_scoring", leads_bloc)
rules.add_perm("campaigns.view_checkers", oversees)
rules.add_perm("campaigns.change_checker", decides)
rules.add_perm("campaigns.begin_sheet", fills_sheet)
rules.add_perm("campaigns.edit_sheet", fills_sheet)
rules.add_perm("campaigns.import_sheet", fills_sheet)
rules.add_perm("campaigns.submit_sheet", (is_official & decides) | (~is_official & leads_scorer))
rules.add_perm("campaigns.return_sheet", decides)
rules.add_perm("campaigns.explain_line", serves_board)
rules.add_perm("campaigns.answer_explanation", decides)
rules.add_perm("campaigns.lock_scores", leads_bloc)
rules.add_perm("campaigns.reopen_scores", leads_bloc)

# regulation and plan: the subject is a Charter, a Campaign to draft one, a CharterAnswer
rules.add_perm("campaigns.view_charter", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.draft_charter", prepares)
rules.add_perm("campaigns.edit_charter", prepares)
rules.add_perm("campaigns.consult_on_charter", prepares)
rules.add_perm("campaigns.answer_charter", leads_board)
rules.add_perm("campaigns.reply_to_opinion", prepares)
rules.add_perm("campaigns.adopt_charter", leads_bloc)

# the table of points: the subject is a ScoringTable, a Campaign to draft one, a TableAnswer
rules.add_perm("campaigns.view_table", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.draft_table", prepares)
rules.add_perm("campaigns.edit_table", prepares)
rules.add_perm("campaigns.import_table", prepares)
rules.add_perm("campaigns.ask_for_comments", prepares)
rules.add_perm("campaigns.comment_on_table", serves_board)
rules.add_perm("campaigns.answer_table_comment", prepares)
rules.add_perm("campaigns.approve_table", leads_bloc)
rules.add_perm("campaigns.revise_table", prepares)

# the bloc's summary report: the subject is a Summary, or a Campaign to compile one
rules.add_perm("campaigns.view_summary", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.compile_summary", prepares)
rules.add_perm("campaigns.edit_summary", prepares)
rules.add_perm("campaigns.refresh_summary", prepares)
rules.add_perm("campaigns.issue_summary", leads_bloc)
rules.add_perm("campaigns.revise_summary", leads_bloc)

# the ranking: the subject is a Ranking, or a Campaign before it; an Exclusion, or a BoardYear
rules.add_perm("campaigns.view_ranking", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("campaigns.view_provisional_ranking", prepares | deputises_bloc)
rules.add_perm("campaigns.take_ranking", leads_bloc)
rules.add_perm("campaigns.view_fairness", leads_bloc | deputises_bloc)
rules.add_perm("campaigns.declare_exclusion", decides)
rules.add_perm("campaigns.lift_exclusion", decides)

# boards that left or merged within the year: the subject is a Departure, or a BoardYear before
rules.add_perm("campaigns.settle_departure", decides)
rules.add_perm("campaigns.withdraw_departure", decides)
