"""The worker's door: fetch by id, call an action, nothing else."""

from celery import shared_task

from foundation.documents import library
from pledges import actions, paper, queries
from pledges.models import Pledge, PledgeState


def draw_pledge(pledge_id: int) -> None:
    """Draw the issued text and open it for signature.

    Twice is once: the first look spares the drawing, and the action, which holds
    the row, decides between two workers that both came this far.
    """
    pledge = Pledge.objects.select_related("campaign__bloc__organiser").get(pk=pledge_id)
    if pledge.state != PledgeState.DRAWING:
        return
    version = pledge.versions.latest("number")
    drawing = library.draw("documents/pledge.html", paper=paper.of_version(pledge, version))
    actions.open_for_signature(pledge, version, drawing)


@shared_task
def tell_failed_drawings() -> None:
    """Write about drawings that were given up, by the timetable.

    Twice is once: what was told is recorded, and looked up under the row's lock.
    """
    for pledge in queries.pledges_not_drawn():
        actions.tell_drawing_failed(pledge)
