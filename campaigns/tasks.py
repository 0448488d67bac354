"""What happens in a bloc's year by itself, by the timetable."""

import logging

from celery import shared_task

from campaigns import actions
from campaigns.queries import evaluations
from foundation.ballots.count import destroy_spent_keys
from foundation.refusals import Refusal

log = logging.getLogger(__name__)


@shared_task
def run_evaluations() -> None:
    """Close evaluations whose day has passed, publish those that were looked at first.

    Twice is once: each action holds the row and refuses what has been done. A lost key stays
    refused, and is told in the log until the evaluation is withdrawn.
    """
    for evaluation in evaluations.evaluations_to_close():
        try:
            actions.close_evaluation(evaluation, by=None)
        except Refusal:
            log.exception("evaluation %s cannot be closed", evaluation.pk)
    for evaluation in evaluations.evaluations_to_publish():
        actions.publish_evaluation(evaluation, by=None)
    destroy_spent_keys()
