"""What the page of a hand-over shows."""

from typing import Any

from campaigns.models import Campaign
from conferences.models import HandOver
from conferences.queries import hand_over as queries
from foundation.jobs.models import Job
from members.models import Account

STEPS = ("prepare_hand_over", "hand_over_year", "receive_year", "view_archive")


def of_year(campaign: Campaign, account: Account) -> dict[str, Any]:
    """From whom to whom, what is open, the papers, and what this person may do now."""
    hand_over = queries.hand_over_of(campaign)
    chiefs = queries.chiefs_around(campaign)
    queries.with_names(hand_over, chiefs.values())
    year = queries.with_matters(campaign)
    posts = queries.secretaries_around(campaign)
    may = {verb: account.has_perm(f"conferences.{verb}", campaign) for verb in STEPS}
    giver, receiver = chiefs.get(campaign.year), chiefs.get(campaign.year + 1)
    return {
        "hand_over": hand_over,
        "giver": giver,
        "receiver": receiver,
        "secretary": posts.get(campaign.year),
        "next_secretary": posts.get(campaign.year + 1),
        "matters": list(queries.open_matters(year)),
        "guests": queries.guests_of(year),
        "filed": year.papers,
        "record": year.record,
        "next_year": campaign.year + 1,
        "downloads": may["view_archive"],
        **steps(hand_over, may, passes=passes(giver, receiver)),
    }


def passes(giver: Any, receiver: Any) -> bool:
    """Whether another board serves next."""
    return bool(giver and receiver and giver.board_id != receiver.board_id)


def steps(hand_over: HandOver | None, may: dict[str, bool], *, passes: bool) -> dict[str, Any]:
    """What this person can do now; at most one of the first three is the page's red button."""
    if hand_over is None:
        return {"prepares": passes and may["prepare_hand_over"]}
    is_given = hand_over.given_at is not None
    return {
        "repacks": may["prepare_hand_over"] and not is_given,
        "gives": may["hand_over_year"] and hand_over.archive_id and not is_given,
        "receives": may["receive_year"] and is_given and hand_over.received_at is None,
        "is_failed": not hand_over.archive_id and packing_failed(hand_over),
    }


def packing_failed(hand_over: HandOver) -> bool:
    """Whether the job that packs the papers has been given up."""
    jobs = Job.objects.filter(task=queries.PACKING_TASK, args__0=hand_over.pk).order_by("pk")
    job = jobs.last()
    return bool(job and job.failed_at)
