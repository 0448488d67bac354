"""What the pages of conferences show."""

from typing import Any

from bloc import queries as bloc_queries
from bloc.models import Office
from campaigns.letters import readers
from campaigns.models import Campaign
from campaigns.queries.activities import boards_of_year
from conferences.models import Conference
from conferences.queries import conferences as queries
from conferences.quorum import TWO_THIRDS
from foundation import clock
from members.models import Account

AT_THE_HEAD = (Office.CHIEF, Office.DEPUTY)


def choices_for(campaign: Campaign, found: Conference | None = None) -> dict[str, Any]:
    """The boards and people among whom a form lets choose; those who are chosen stay."""
    leaders = {post.account: post.board.short_name for post in queries.leaders_of(campaign.bloc)}
    writers = queries.who_may_write(campaign)
    if found:
        leaders |= {each: "" for each in queries.chairs_of(found) if each not in leaders}
        writers = list(dict.fromkeys([*writers, found.secretary]))
    return {"boards": boards_of_year(campaign), "leaders": leaders, "writers": writers}


def usual_for(campaign: Campaign) -> dict[str, Any]:
    """What a form proposes: at the chief's place, chief and deputy chair, the secretary writes."""
    bloc, today = campaign.bloc, clock.today()
    boards = [readers.board_in_office(bloc, campaign.year, office) for office in AT_THE_HEAD]
    heads = {post.board_id: post.account for post in reversed(queries.leaders_of(bloc))}
    year = bloc_queries.deciding_year_on(bloc, campaign.year, today)
    secretary = bloc_queries.secretary_on(bloc, year, today)
    return {
        "host": boards[0],
        "chairs": [heads[board.pk] for board in boards if board and board.pk in heads],
        "secretary": secretary.account if secretary else None,
        "quorum": TWO_THIRDS,
    }


def of_year(campaign: Campaign) -> dict[str, Any]:
    """The next ones first, then what has been, the latest first."""
    rows = list(queries.conferences_of(campaign))
    over = [each for each in rows if each.is_over]
    return {"coming": [each for each in rows if not each.is_over], "over": over[::-1]}


def of_conference(conference: Conference, account: Account) -> dict[str, Any]:
    """The agenda, who is at the head of it, and what this person may do."""
    stands = not conference.called_off_at
    changes = stands and account.has_perm("conferences.change_conference", conference)
    agenda = queries.agenda_of(conference)
    return {
        "agenda": agenda,
        "now": queries.spoken_of(agenda),
        "is_now": stands and conference.held_on == clock.today(),
        "chairs": queries.chairs_of(conference),
        "changes": changes,
        "calls_off": changes and not conference.is_over,
    }
