"""Every page of the site: its URL name, who looks at it, and at what.

``PAGES`` and ``NO_PAGES`` together name every address; tests/browser/test_tour.py fails when
one is missing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.urls import get_resolver, reverse

from conferences import addresses
from members import invitations
from tests import factories as make

NOBODY = ""
Subject = Callable[[SimpleNamespace], list[Any]]


def nothing(_site: SimpleNamespace) -> list[Any]:
    return []


@dataclass(frozen=True)
class Page:
    """One page as somebody sees it; ``part`` is NOBODY where no account is needed."""

    name: str
    part: str
    subject: Subject = nothing
    query: str = ""

    def url(self, site: SimpleNamespace) -> str:
        return reverse(self.name, args=self.subject(site)) + self.query


def board(site):
    return [site.board.pk]


def bloc(site):
    return [site.bloc.pk]


def ministry(site):
    return [site.ministry.pk]


def sealed(site):
    return [site.sealed.pk]


def half_signed(site):
    return [site.open.pk]


def in_consultation(site):
    return [site.consultation.pk]


def waiting(site):
    return [site.waiting.pk]


def scanned(site):
    return [site.scanned.pk]


def in_comment(site):
    return [site.table.pk]


def in_first_group(site):
    return [site.table.pk, site.table.groups.first().key]


def ranked(site):
    return [site.ranking.campaign_id]


def ranked_board(site):
    return [site.ranking.campaign_id, site.board.pk]


def flag_of_year(site):
    return [site.ranking.campaign_id, site.flag.pk]


def dossier(site):
    return [site.proposal.pk]


def scored(site):
    return [site.scoring.campaign_id]


def taken(site):
    return [site.ranking.campaign_id]


def code(site):
    return [site.sealed.round.code]


def moving(site: SimpleNamespace) -> list[Any]:
    """The movement of the open year."""
    return [site.open.campaign_id, site.movement.pk]


def coming(site: SimpleNamespace) -> list[Any]:
    """The activity that is still to come."""
    return [site.coming.pk]


def held(site: SimpleNamespace) -> list[Any]:
    """The activity that has been, with its photos."""
    return [site.held.pk]


def meeting(site: SimpleNamespace) -> list[Any]:
    """The conference that is to come."""
    return [site.meeting.pk]


def being_held(site: SimpleNamespace) -> list[Any]:
    """The conference of today."""
    return [site.today.pk]


def scanned_paper(site: SimpleNamespace) -> list[Any]:
    """The paper whose scan waits to be looked at."""
    return [site.scanned_paper.pk]


def paper_place(site: SimpleNamespace) -> list[Any]:
    """The leader's place under the minutes of a count."""
    return [site.paper_place.pk]


def ballot(stage: str) -> Callable[[SimpleNamespace], list[Any]]:
    """Today's ballot in this stage."""
    return lambda site: [site.ballots[stage].pk]


def item(site: SimpleNamespace) -> list[Any]:
    """The last item on its agenda."""
    return [site.item.pk]


PAGES = [
    # for everybody
    Page("account_login", NOBODY),
    Page("account_reset_password", NOBODY),
    Page("account_reset_password_done", NOBODY),
    Page("account_signup", NOBODY),
    Page("account_inactive", NOBODY),
    Page("verify", NOBODY),
    *[Page("verify_code", part, code) for part in (NOBODY, "leader")],
    Page("members:accept_invitation", NOBODY, lambda site: [ticket(site)]),
    Page("members:ask_factor_reset", NOBODY),
    # everybody's own
    *[Page("home", part) for part in ("writer", "leader", "clerk", "chief", "deputy", "secretary")],
    *[Page("home", part) for part in ("reviewer", "approver", "keeper", "administrator")],
    Page("system", "administrator"),
    Page("members:account", "leader"),
    Page("account_logout", "leader"),
    Page("account_change_password", "leader"),
    Page("account_reauthenticate", "leader"),
    Page("mfa_index", "leader"),
    Page("mfa_activate_totp", "leader"),
    Page("mfa_add_webauthn", "leader"),
    Page("mfa_list_webauthn", "leader"),
    Page("usersessions_list", "leader"),
    # boards
    Page("members:boards", "leader"),
    Page("members:board", "leader", board),
    Page("members:history", "leader", board),
    Page("members:people", "leader", board),
    Page("members:invite_person", "leader", board),
    Page("members:change_post", "leader", lambda site: [site.invited.pk]),
    Page("members:end_post", "leader", lambda site: [site.invited.pk]),
    Page("members:delegate_powers", "leader", board),
    Page("members:add_contact", "leader", board),
    Page("members:register_certificate", "leader", board),
    Page("members:enter_seal", "leader", board),
    Page("members:reset_factor", "administrator", lambda site: [site.confirmed.pk]),
    # the bloc and its ministry
    Page("bloc:blocs", "leader"),
    Page("bloc:blocs", "keeper"),
    Page("bloc:bloc", "leader", bloc),
    Page("bloc:bloc", "keeper", bloc),
    Page("bloc:officers", "leader", bloc),
    Page("bloc:seats", "keeper", bloc),
    Page("bloc:history", "leader", bloc),
    Page("bloc:register_board", "keeper", bloc),
    Page("bloc:name_board", "keeper", lambda site: [site.bloc.pk, site.board.pk]),
    Page("bloc:choose_heir", "keeper", bloc),
    Page("bloc:merge_boards", "keeper", lambda site: [site.bloc.pk, site.board.pk]),
    Page("bloc:invite_leader", "keeper", lambda site: [site.bloc.pk, site.board.pk]),
    Page("bloc:end_leader", "keeper", lambda site: [site.bloc.pk, leader_post(site).pk]),
    Page("bloc:seat_board", "keeper", bloc),
    Page("bloc:end_seat", "keeper", lambda site: [site.bloc.seats.first().pk]),
    Page("bloc:begin_term", "keeper", bloc),
    Page("bloc:end_term", "keeper", lambda site: [site.term.pk]),
    Page("bloc:appoint_secretary", "chief", lambda site: [site.bloc.pk, site.secretary.year]),
    Page("bloc:end_secretary", "chief", lambda site: [site.secretary.pk]),
    Page("bloc:ministry", "keeper", ministry),
    Page("bloc:found_bloc", "keeper", ministry),
    Page("bloc:invite_colleague", "keeper", ministry),
    Page("bloc:end_ministry_post", "keeper", lambda site: [site.ministry.posts.first().pk]),
    Page("bloc:confirm_factor_reset", "keeper", lambda site: [site.asked.pk]),
    # years
    Page("campaigns:campaigns", "leader", bloc),
    Page("campaigns:open_campaign", "chief", lambda site: [site.bloc.pk, site.secretary.year + 1]),
    Page("campaigns:campaign", "leader", lambda site: [site.open.campaign_id]),
    *[Page("year", part, lambda site: [site.open.campaign_id]) for part in ("leader", "keeper")],
    Page("years", "keeper", query="?tat-ca=1"),
    *[
        Page("campaigns:calendar", part, lambda site: [site.open.campaign_id])
        for part in ("leader", "chief", "deputy", "keeper")
    ],
    Page("campaigns:calendar", "secretary", lambda site: [site.campaigns[make.YEAR + 1].pk]),
    Page("campaigns:plan_calendar", "chief", lambda site: [site.open.campaign_id]),
    Page("campaigns:plan_calendar", "secretary", lambda site: [site.campaigns[make.YEAR + 1].pk]),
    *[
        Page("campaigns:extend_phase", part, lambda site: [site.phase.pk])
        for part in ("chief", "deputy")
    ],
    Page("campaigns:describe_campaign", "secretary", lambda site: [site.open.campaign_id]),
    *[Page("campaigns:feed", part) for part in ("leader", "writer")],
    Page("campaigns:remind_late", "secretary", lambda site: [site.open.campaign_id]),
    Page("campaigns:movements", "secretary", lambda site: [site.open.campaign_id]),
    Page("campaigns:launch_movement", "secretary", lambda site: [site.open.campaign_id]),
    *[Page("campaigns:movement", part, moving) for part in ("leader", "chief")],
    Page("campaigns:change_movement", "secretary", moving),
    Page("campaigns:review_movement", "secretary", moving),
    Page("campaigns:join_movement", "leader", lambda site: [*moving(site), site.board.pk]),
    Page("campaigns:tell_progress", "chief", lambda site: [site.participation.pk]),
    # activities
    *[
        Page("campaigns:activities", part, lambda site: [site.open.campaign_id])
        for part in ("leader", "secretary", "reviewer")
    ],
    Page("campaigns:plan_activity", "secretary", lambda site: [site.open.campaign_id]),
    *[Page("campaigns:activity", part, coming) for part in ("leader", "secretary", "reviewer")],
    *[Page("campaigns:activity", part, held) for part in ("leader", "chief")],
    *[
        Page(f"campaigns:{verb}_activity", "secretary", coming)
        for verb in ("change", "call_off", "settle")
    ],
    Page("campaigns:tell_activity", "secretary", held),
    Page("campaigns:take_part", "leader", lambda site: [site.coming.pk, site.board.pk]),
    Page("campaigns:add_photo", "secretary", held),
    Page("campaigns:examples", "leader", lambda site: [site.open.campaign_id]),
    *[
        Page("campaigns:example", part, lambda site: [site.example.pk])
        for part in ("leader", "chief")
    ],
    Page(
        "campaigns:publish_example",
        "leader",
        lambda site: [site.open.campaign_id, site.board.pk],
    ),
    Page("campaigns:tell_effect", "chief", lambda site: [site.adoption.pk]),
    *[Page("campaigns:indicators", part, bloc) for part in ("leader", "secretary")],
    Page("campaigns:add_indicator", "secretary", bloc),
    Page("campaigns:change_indicator", "secretary", lambda site: [site.indicator.pk]),
    Page("campaigns:take_typical_indicators", "chief", bloc),
    *[
        Page("campaigns:registrations", part, lambda site: [site.open.campaign_id])
        for part in ("leader", "chief", "keeper")
    ],
    Page("campaigns:registrations", "leader", lambda site: [site.campaigns[2025].pk]),
    *[
        Page("campaigns:registration", part, lambda site: [site.accepted.pk])
        for part in ("leader", "reviewer")
    ],
    Page("campaigns:registration", "chief", lambda site: [site.submitted.pk]),
    Page("campaigns:registration", "writer", lambda site: [site.written.pk]),
    Page("campaigns:edit_registration", "writer", lambda site: [site.written.pk]),
    Page("campaigns:submit_registration", "leader", lambda site: [site.written.pk]),
    Page("campaigns:accept_registration", "chief", lambda site: [site.submitted.pk]),
    Page("campaigns:return_registration", "chief", lambda site: [site.submitted.pk]),
    Page("campaigns:change_registration", "leader", lambda site: [site.accepted.pk]),
    Page("campaigns:papers", "leader", lambda site: [site.bloc.pk, make.YEAR]),
    Page("campaigns:register_paper", "secretary", lambda site: [site.bloc.pk, make.YEAR]),
    Page("campaigns:cancel_paper", "secretary", lambda site: [site.registered.pk]),
    # reports
    *[
        Page("campaigns:report_requests", part, lambda site: [site.open.campaign_id])
        for part in ("leader", "secretary", "keeper")
    ],
    Page("campaigns:request_report", "secretary", lambda site: [site.open.campaign_id]),
    *[
        Page("campaigns:report_request", part, lambda site: [site.requested.pk])
        for part in ("leader", "secretary")
    ],
    Page("campaigns:outline_report", "secretary", lambda site: [site.requested.pk]),
    *[
        Page("campaigns:report", part, lambda site: [site.in_hand.pk])
        for part in ("leader", "chief")
    ],
    *[
        Page("campaigns:report", part, lambda site: [site.handed_in.pk])
        for part in ("deputy", "chief", "reviewer")
    ],
    *[
        Page("campaigns:report", part, lambda site: [site.mending.pk])
        for part in ("leader", "chief")
    ],
    *[
        Page("campaigns:write_report", "leader", subject)
        for subject in (lambda site: [site.in_hand.pk], lambda site: [site.mending.pk])
    ],
    Page("campaigns:report_versions", "leader", lambda site: [site.mending.pk]),
    Page("campaigns:submit_report", "leader", lambda site: [site.mending.pk]),
    Page("campaigns:accept_report", "chief", lambda site: [site.handed_in.pk]),
    Page("campaigns:return_report", "chief", lambda site: [site.handed_in.pk]),
    Page("campaigns:add_evidence", "leader", lambda site: [site.in_hand.pk]),
    Page("campaigns:link_evidence", "leader", lambda site: [site.in_hand.evidence.first().pk]),
    # the bloc's summary report
    Page("campaigns:summary", "secretary", lambda site: [site.open.campaign_id]),
    *[
        Page("campaigns:summary", part, lambda site: [site.summary.campaign_id])
        for part in ("leader", "secretary", "chief", "reviewer")
    ],
    *[
        Page("campaigns:summary", part, lambda site: [site.issued_summary.campaign_id])
        for part in ("leader", "chief", "keeper")
    ],
    Page("campaigns:edit_summary", "secretary", lambda site: [site.summary.pk]),
    Page("campaigns:issue_summary", "chief", lambda site: [site.summary.pk]),
    Page("campaigns:revise_summary", "chief", lambda site: [site.issued_summary.pk]),
    # the evaluation of chief, deputy and members
    *[
        Page("campaigns:evaluation", part, lambda site: [site.open.campaign_id])
        for part in ("leader", "chief", "keeper")
    ],
    *[
        Page("campaigns:evaluation", part, lambda site: [site.campaigns[2025].pk])
        for part in ("leader", "deputy", "secretary")
    ],
    Page("campaigns:evaluation", "leader", lambda site: [site.campaigns[2024].pk]),
    Page("campaigns:evaluation", "secretary", lambda site: [site.campaigns[2023].pk]),
    Page("campaigns:evaluation", "secretary", lambda site: [site.campaigns[make.YEAR + 1].pk]),
    Page("campaigns:answer_evaluation", "leader", lambda site: [site.evaluation.pk]),
    Page("campaigns:change_evaluation", "secretary", lambda site: [site.drafted_evaluation.pk]),
    Page("campaigns:open_evaluation", "chief", lambda site: [site.drafted_evaluation.pk]),
    Page("campaigns:withdraw_evaluation", "chief", lambda site: [site.evaluation.pk]),
    *[
        Page("campaigns:evaluation_comments", part, lambda site: [site.counted.pk])
        for part in ("deputy", "secretary", "keeper")
    ],
    Page("campaigns:withhold_comment", "deputy", lambda site: [site.evaluation_comment.pk]),
    # regulation and plan
    *[
        Page("campaigns:charters", part, lambda site: [site.open.campaign_id])
        for part in ("leader", "secretary", "chief", "reviewer")
    ],
    Page("campaigns:charters", "secretary", lambda site: [site.campaigns[2023].pk]),
    *[
        Page("campaigns:charter", part, lambda site: [site.charter.pk])
        for part in ("leader", "secretary", "chief", "keeper")
    ],
    Page("campaigns:charter", "leader", lambda site: [site.adopted_charter.pk]),
    *[
        Page(
            "campaigns:draft_charter",
            "secretary",
            lambda site, kind=kind: [site.campaigns[2023].pk, kind],
        )
        for kind in ("regulation", "plan")
    ],
    Page("campaigns:edit_charter", "secretary", lambda site: [site.charter.pk]),
    Page("campaigns:consult_on_charter", "secretary", lambda site: [site.charter.pk]),
    Page("campaigns:answer_charter", "leader", lambda site: [site.charter.pk, site.board.pk]),
    Page("campaigns:reply_to_opinion", "secretary", lambda site: [site.opinion.pk]),
    Page("campaigns:adopt_charter", "chief", lambda site: [site.charter.pk]),
    # the table of points
    Page("campaigns:tables", "secretary", lambda site: [site.campaigns[2024].pk]),
    Page("campaigns:draft_table", "secretary", lambda site: [site.campaigns[2024].pk]),
    *[
        Page("campaigns:table", part, in_comment)
        for part in ("leader", "secretary", "chief", "keeper")
    ],
    *[
        Page("campaigns:table", part, lambda site: [site.new_table.pk])
        for part in ("leader", "chief")
    ],
    Page("campaigns:edit_table", "secretary", in_comment),
    Page("campaigns:add_table_group", "secretary", in_comment),
    Page("campaigns:table_group", "secretary", in_first_group),
    Page("campaigns:add_table_criterion", "secretary", in_first_group),
    Page(
        "campaigns:table_criterion",
        "secretary",
        lambda site: [site.table.pk, site.table.groups.first().criteria.first().key],
    ),
    Page("campaigns:table_totals", "secretary", in_comment),
    Page("campaigns:table_conditions", "secretary", in_comment),
    Page("campaigns:import_table", "secretary", in_comment),
    Page("campaigns:ask_for_comments", "secretary", in_comment),
    Page("campaigns:comment_on_table", "leader", lambda site: [site.table.pk, site.board.pk]),
    Page("campaigns:answer_table_comment", "secretary", lambda site: [site.table_comment.pk]),
    Page("campaigns:approve_table", "chief", in_comment),
    Page("campaigns:revise_table", "chief", lambda site: [site.old_table.pk]),
    # points
    *[Page("campaigns:scores", part, scored) for part in ("leader", "chief", "reviewer")],
    Page("campaigns:scores", "leader", lambda site: [site.open.campaign_id]),
    Page("campaigns:begin_scoring", "chief", lambda site: [site.open.campaign_id]),
    Page("campaigns:sheet", "leader", lambda site: [site.own_sheet.pk]),
    Page("campaigns:sheet", "leader", lambda site: [site.own_sheet.pk], "?khac"),
    Page("campaigns:sheet", "deputy", lambda site: [site.sheet_under_hand.pk]),
    *[
        Page("campaigns:sheet", part, lambda site: [site.official_sheet.pk])
        for part in ("chief", "leader")
    ],
    Page("campaigns:submit_sheet", "deputy", lambda site: [site.sheet_under_hand.pk]),
    Page("campaigns:import_sheet", "deputy", lambda site: [site.sheet_under_hand.pk]),
    Page("campaigns:return_sheet", "chief", lambda site: [site.own_sheet.pk]),
    Page("campaigns:explain_line", "leader", lambda site: [site.own_sheet.pk, site.explained_key]),
    Page("campaigns:answer_explanation", "chief", lambda site: [site.explanation.pk]),
    Page("campaigns:lock_scores", "chief", scored),
    Page("campaigns:reopen_scores", "chief", scored),
    *[Page("campaigns:checkers", part, scored) for part in ("chief", "secretary", "reviewer")],
    Page("campaigns:change_checker", "chief", lambda site: [site.check_duty.pk]),
    # the ranking
    Page("campaigns:rankings", "leader", scored),
    *[
        Page("campaigns:ranking", part, lambda site: [site.ranking.pk])
        for part in ("leader", "chief")
    ],
    *[
        Page(
            "campaigns:board_ranking",
            "leader",
            lambda site, place=place: [
                site.ranking.pk,
                site.boards[place].pk,
            ],
        )
        for place in (1, -1)
    ],
    Page("campaigns:provisional_ranking", "chief", taken),
    Page("campaigns:provisional_ranking", "deputy", scored),
    Page("campaigns:take_ranking", "chief", taken),
    Page("campaigns:fairness", "chief", scored),
    Page(
        "campaigns:declare_exclusion",
        "chief",
        lambda site: [
            site.ranking.campaign_id,
            site.board.pk,
        ],
    ),
    Page("campaigns:lift_exclusion", "chief", lambda site: [site.exclusion.pk]),
    *[
        Page("campaigns:departures", part, lambda site: [site.open.campaign_id])
        for part in ("chief", "leader", "reviewer")
    ],
    Page("campaigns:departures", "leader", lambda site: [site.campaigns[2024].pk]),
    Page("campaigns:settle_departure", "chief", lambda site: [site.open.campaign_id, site.gone.pk]),
    Page("campaigns:withdraw_departure", "chief", lambda site: [site.departure.pk]),
    # conferences
    *[
        Page("conferences:conferences", part, lambda site: [site.open.campaign_id])
        for part in ("leader", "secretary")
    ],
    Page("conferences:conferences", "leader", lambda site: [site.campaigns[2024].pk]),
    Page("conferences:call_conference", "secretary", lambda site: [site.open.campaign_id]),
    *[Page("conferences:conference", part, meeting) for part in ("leader", "secretary")],
    Page("conferences:change_conference", "secretary", meeting),
    Page("conferences:call_off_conference", "chief", meeting),
    Page("conferences:add_agenda_item", "secretary", meeting),
    Page("conferences:change_agenda_item", "secretary", item),
    Page("conferences:add_agenda_document", "secretary", item),
    *[
        Page("conferences:participants", part, meeting)
        for part in ("leader", "secretary", "chief", "reviewer")
    ],
    Page("conferences:invite_guest", "secretary", meeting),
    Page("conferences:issue_invitations", "chief", meeting),
    Page("conferences:answer_invitation", "leader", lambda site: [site.invited_to_meet.pk]),
    *[
        Page(name, "leader", lambda site: [site.meeting.pk, site.board.pk])
        for name in ("conferences:name_delegate", "conferences:authorise_by_paper")
    ],
    Page("conferences:conference", "secretary", being_held),
    *[
        Page("conferences:attendance", part, being_held)
        for part in ("leader", "secretary", "reviewer")
    ],
    Page("conferences:attendance", "leader", meeting),
    Page("conferences:door", "secretary", being_held),
    *[
        Page("conferences:at_the_door", part, lambda site: [addresses.door_token(site.today)])
        for part in ("leader", "deputy", "clerk")
    ],
    Page("conferences:screen", NOBODY, lambda site: [addresses.screen_token(site.today)]),
    Page("conferences:guest", NOBODY, lambda site: [guest_token(site)]),
    *[
        Page("conferences:ballots", part, being_held)
        for part in ("leader", "secretary", "deputy", "reviewer")
    ],
    Page("conferences:ballots", "secretary", meeting),
    *[Page("conferences:minutes", part, being_held) for part in ("leader", "secretary", "chief")],
    Page("conferences:minutes", "leader", meeting),
    Page("conferences:note_speech", "secretary", lambda site: [site.speech.item_id]),
    Page("conferences:change_speech", "secretary", lambda site: [site.speech.pk]),
    Page("conferences:write_conclusion", "secretary", being_held),
    *[
        Page("conferences:signed_paper", part, lambda site: [site.signed.pk])
        for part in ("leader", "secretary", "reviewer")
    ],
    Page("conferences:signed_paper", "chief", scanned_paper),
    Page("conferences:scan_signed_paper", "secretary", lambda site: [site.signed.pk]),
    Page("conferences:confirm_signed_scan", "chief", scanned_paper),
    Page("conferences:reject_signed_scan", "chief", scanned_paper),
    Page("conferences:prepare_paper_signature", "leader", paper_place),
    Page("conferences:sign_paper_with_key_file", "leader", paper_place),
    Page("conferences:upload_signed_paper", "leader", paper_place),
    *[Page("conferences:publication", part, being_held) for part in ("secretary", "chief")],
    Page("conferences:publication", "leader", meeting),
    Page("conferences:write_public_summary", "secretary", being_held),
    Page("conferences:add_conference_photo", "secretary", being_held),
    Page("conferences:all_published", NOBODY),
    Page("conferences:published", NOBODY, being_held),
    Page("conferences:prepare_ballot", "secretary", being_held),
    Page("conferences:name_tellers", "secretary", being_held),
    *[
        Page("conferences:ballot", part, ballot(stage))
        for stage in ("prepared", "frozen", "open", "closed", "declared")
        for part in ("leader", "chief")
    ],
    Page("conferences:change_ballot", "secretary", ballot("prepared")),
    Page("conferences:open_ballot", "chief", ballot("frozen")),
    Page("conferences:void_ballot", "chief", ballot("open")),
    Page("conferences:give_part", "leader", ballot("closed")),
    Page("conferences:sheets", "secretary", ballot("open")),
    Page("conferences:sheets", "secretary", ballot("closed")),
    Page("conferences:vote", "leader", lambda site: [site.ballots["open"].pk, site.board.pk]),
    Page("conferences:vote", "chief", lambda site: [site.ballots["open"].pk, site.chief.pk]),
    Page("conferences:set_pass_phrase", "leader", lambda site: [site.tellers[1].pk]),
    Page("conferences:try_pass_phrase", "leader", lambda site: [site.tellers[1].pk]),
    Page("conferences:enter_figures", "leader", ballot("closed")),
    *[
        Page("conferences:candidates", part, lambda site: [site.closing.pk])
        for part in ("leader", "chief", "reviewer")
    ],
    *[
        Page("conferences:hand_over", part, lambda site: [site.open.campaign_id])
        for part in ("chief", "secretary", "deputy", "reviewer")
    ],
    Page("conferences:hand_over", "chief", lambda site: [site.campaigns[2024].pk]),
    Page("conferences:prepare_hand_over", "chief", lambda site: [site.open.campaign_id]),
    # awards
    *[
        Page("awards:nominations", part, ranked)
        for part in ("leader", "secretary", "chief", "reviewer", "keeper")
    ],
    Page("awards:nominations", "leader", scored),
    *[
        Page("awards:proposals", part, ranked)
        for part in ("leader", "secretary", "chief", "reviewer", "keeper")
    ],
    Page("awards:proposals", "secretary", scored),
    *[Page("awards:dossiers", part, ranked) for part in ("leader", "secretary", "reviewer")],
    *[Page("awards:dossier", part, dossier) for part in ("leader", "secretary", "reviewer")],
    *[
        Page("awards:add_dossier_part", part, lambda site: [site.proposal.pk, site.paper.pk])
        for part in ("leader", "secretary")
    ],
    *[Page("awards:simulator", part, ranked) for part in ("secretary", "chief", "deputy")],
    Page("awards:simulator", "secretary", ranked, "?bo=0"),
    Page("awards:simulator", "secretary", scored),
    *[Page("awards:board_case", part, ranked_board) for part in ("secretary", "chief", "deputy")],
    *[Page("awards:give_quota", part, flag_of_year) for part in ("secretary", "keeper")],
    Page("awards:put_to_vote", "secretary", flag_of_year),
    Page("awards:attest_criteria", "secretary", ranked_board),
    Page(
        "awards:grant_waiver",
        "chief",
        lambda site: [
            *ranked_board(site),
            site.flag.pk,
        ],
    ),
    # pledges
    Page("pledges:pledges", "secretary"),
    Page("pledges:draft_pledge", "secretary", lambda site: [site.campaigns[2024].pk]),
    *[Page("pledges:pledge", part, sealed) for part in ("leader", "chief")],
    *[Page("pledges:pledge", part, half_signed) for part in ("leader", "clerk", "chief")],
    *[Page("pledges:pledge", part, in_consultation) for part in ("leader", "secretary", "chief")],
    Page("pledges:pledge", "chief", lambda site: [site.drawing.pk]),
    Page("pledges:edit_pledge", "secretary", in_consultation),
    Page("pledges:consult_boards", "secretary", in_consultation),
    *[Page("pledges:consultation", part, in_consultation) for part in ("leader", "secretary")],
    Page(
        "pledges:comment_on_pledge",
        "leader",
        lambda site: [site.consultation.pk, site.board.pk, "targets"],
    ),
    Page("pledges:answer_comment", "secretary", lambda site: [site.comment.pk]),
    Page("pledges:versions", "leader", in_consultation),
    Page("pledges:version", "leader", lambda site: [site.consultation.pk, 1]),
    Page("pledges:compare_versions", "leader", in_consultation, "?before=1&after=2"),
    Page("pledges:history", "leader", half_signed),
    Page("pledges:issue_pledge", "chief", in_consultation),
    Page("pledges:close_pledge", "chief", half_signed),
    Page("pledges:withdraw_pledge", "chief", half_signed),
    # signatures
    Page("pledges:prepare_signature", "leader", waiting),
    Page("pledges:prepare_signature", "clerk", waiting),
    Page("pledges:sign_with_key_file", "leader", waiting),
    Page("pledges:sign_remotely", "leader", waiting),
    Page("pledges:upload_signed", "leader", waiting),
    Page("pledges:upload_scan", "leader", waiting),
    Page("pledges:decline_pledge", "leader", waiting),
    Page("pledges:confirm_scan", "secretary", scanned),
    Page("pledges:reject_scan", "secretary", scanned),
    Page("pledges:revisions", "leader", half_signed),
    Page("pledges:wall", "leader", half_signed),
    Page("pledges:wall", "leader", sealed),
]

NO_PAGES = {
    "campaigns:ranking_paper", "campaigns:scores_paper", "campaigns:scores_book",
    "campaigns:compile_summary", "campaigns:refresh_summary", "campaigns:summary_paper",
    "campaigns:summary_word", "campaigns:charter_paper",
    # sent by a button of a page, never looked at
    "members:resend_invitation", "members:withdraw_invitation", "members:end_delegation",
    "members:end_contact", "retry_job", "members:end_session", "members:withdraw_certificate",
    "awards:revoke_waiver", "awards:nominate_boards", "awards:take_proposals",
    "awards:dossier_file",
    "pledges:agree_to_pledge", "pledges:redraw_pledge", "pledges:take_back_refusal",
    "pledges:release_pledge", "pledges:withdraw_comment",
    "campaigns:draft_evaluation", "campaigns:close_evaluation", "campaigns:publish_evaluation",
    "campaigns:release_comment",
    "campaigns:adopt_example", "campaigns:withdraw_example", "campaigns:remove_photo",
    "campaigns:begin_report", "campaigns:edit_section", "campaigns:edit_figures",
    "campaigns:take_over_targets", "campaigns:withdraw_evidence",
    "campaigns:retire_indicator", "campaigns:move_indicator", "campaigns:begin_registration",
    "conferences:move_agenda_item", "conferences:remove_agenda_item",
    "conferences:remove_agenda_document", "conferences:withdraw_guest",
    "conferences:check_in", "conferences:check_out", "conferences:check_in_guest",
    "conferences:begin_agenda_item", "conferences:open_conference",
    "conferences:close_conference", "conferences:remove_speech", "conferences:agree_minutes",
    "conferences:freeze_ballot", "conferences:close_ballot", "conferences:declare_ballot",
    "conferences:repeat_ballot", "conferences:give_paper",
    "conferences:agree_to_stand", "conferences:withdraw_consent", "conferences:hand_over_year",
    "conferences:receive_year", "conferences:give_up_paper_signature",
    "conferences:issue_notice", "conferences:remove_conference_photo",
    "conferences:publish_conference", "conferences:withdraw_publication",
    "pledges:give_up_signature", "pledges:remind_boards", "set_language", "mfa_login_webauthn",
    "campaigns:make_calendar_address", "campaigns:withdraw_calendar_address",
    "campaigns:begin_sheet", "campaigns:edit_sheet",
    # leads on
    "campaigns:register",
    "tai-khoan/email/",
    # files
    "campaigns:calendar_feed",
    "campaigns:photo_file", "campaigns:photo_thumbnail",
    "campaigns:example_file", "campaigns:movement_plan", "campaigns:progress_file",
    "campaigns:sheet_evidence", "campaigns:sheet_file",
    "campaigns:evidence_file", "campaigns:evidence_preview", "campaigns:report_paper",
    "campaigns:report_word",
    "campaigns:paper_file", "campaigns:registration_paper", "campaigns:table_sheet",
    "conferences:archive", "conferences:hand_over_record", "conferences:agenda_document",
    "conferences:authorisation", "conferences:invitation_paper",
    "conferences:addressed_paper", "conferences:guest_paper", "conferences:bulletin",
    "conferences:count_paper", "conferences:minutes_paper", "conferences:signed_paper_file",
    "conferences:signed_paper_scan", "conferences:notice_word",
    "conferences:conference_photo", "conferences:public_photo",
    "members:seal", "pledges:scan", "pledges:newest", "pledges:revision",
    "mfa_download_recovery_codes",
    # parts of a page that ask for themselves
    "conferences:paper_signing_status",
    "conferences:attendance_now", "conferences:screen_now", "conferences:ballot_now",
    "pledges:drawing", "pledges:signing_status", "pledges:signatures", "pledges:wall_seats",
    # for agents
    "signing:show_ticket", "signing:prepare_by_ticket", "signing:finish_by_ticket",
    "signing:give_up_by_ticket",
    # only on the way through another page, or once a device is there: tests/config, journeys
    "account_confirm_email", "account_confirm_login_code", "account_email",
    "account_email_verification_sent", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_set_password", "mfa_authenticate",
    "mfa_deactivate_totp", "mfa_edit_webauthn", "mfa_generate_recovery_codes",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}  # fmt: skip


def leader_post(site: SimpleNamespace) -> Any:
    """The post of whoever leads the last board."""
    return site.board.posts.get(account=site.people["leader"])


def ticket(site: SimpleNamespace) -> str:
    """What the letter's link holds."""
    return invitations.path(site.invitation).strip("/").rpartition("/")[2]


def guest_token(site: SimpleNamespace) -> str:
    """What the address of a guest of the conference holds."""
    return addresses.path(site.guest).strip("/").rpartition("/")[2]


def names(resolver: Any = None, space: str = "") -> Iterator[str]:
    """The name of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern, inner)
        else:
            yield space + (pattern.name or str(pattern.pattern))
