"""What happens to blocs by itself, by the timetable."""

from celery import shared_task

from bloc import actions, queries


@shared_task
def tell_keepers() -> None:
    """Write to the keepers about what waits for them and nobody's action has told them.

    Twice is once: what was told is recorded, and looked up under the row's lock.
    """
    for reset in queries.resets_untold():
        actions.tell_keepers_of_reset(reset)
    for bloc in queries.blocs_without_chief():
        actions.remind_of_chief(bloc)
