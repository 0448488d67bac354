"""What the page of a year's evaluation shows."""

from typing import Any

from django.db.models import QuerySet

from campaigns.models import Campaign, Evaluation, EvaluationPart, EvaluationState
from campaigns.next_steps import evaluations as next_steps
from campaigns.queries import evaluations as queries
from foundation.audit.log import story
from foundation.audit.models import Event
from members.models import Account

MOST_EVENTS = 20
CLOSED = (EvaluationState.CLOSED, EvaluationState.PUBLISHED)


def of_year(campaign: Campaign, account: Account) -> dict[str, Any]:
    """The year's evaluation as this person may see it, or how it may be begun."""
    evaluation, withdrawn = queries.evaluations_in(campaign)
    shown = {"evaluation": evaluation, "withdrawn": withdrawn}
    if evaluation is None:
        return shown | {"drafts": account.has_perm("campaigns.draft_evaluation", campaign)}
    return shown | of_evaluation(evaluation, account)


def of_evaluation(evaluation: Evaluation, account: Account) -> dict[str, Any]:
    """What is asked, how many have answered, what came of it, what to do."""
    queries.name_concerned(evaluation)
    roll = queries.seats_of(evaluation) if evaluation.ballot_id else {}
    mine = queries.boards_led(roll, account)
    texts = queries.texts_of(evaluation) if evaluation.state in CLOSED else []
    closed = evaluation.state == EvaluationState.CLOSED
    return {
        "asked": len(roll),
        "answered": sum(roll.values()),
        "parts": parts_of(evaluation),
        "has_answered": bool(mine) and all(mine.values()),
        "results": queries.results_for(evaluation, account, texts),
        "shown_on": queries.shown_to_all_from(evaluation) if closed else None,
        "steps": next_steps.of_evaluation(evaluation, mine, texts, account),
        "press": next_steps.press(evaluation, account),
        "events": story(steps_told(evaluation)),
        "counted": evaluation.state in CLOSED,
    }


def steps_told(evaluation: Evaluation) -> QuerySet[Event]:
    """Who prepared, opened and published it; who read which comment stands beside the comment."""
    reading = ["campaigns.release_comment", "campaigns.withhold_comment"]
    return Event.objects.about(evaluation).exclude(verb__in=reading)[:MOST_EVENTS]


def parts_of(evaluation: Evaluation) -> list[dict[str, Any]]:
    """What is asked, part by part, and about which board."""
    whose = {EvaluationPart.CHIEF: evaluation.chief, EvaluationPart.DEPUTY: evaluation.deputy}
    return [
        {
            "label": EvaluationPart(part).label,
            "board": whose.get(EvaluationPart(part)),
            "questions": evaluation.questions[part],
        }
        for part in evaluation.parts
    ]
