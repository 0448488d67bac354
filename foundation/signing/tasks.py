"""What happens to a round later."""

from foundation.documents import pades
from foundation.signing import rounds, turns
from foundation.signing.models import Round


def preserve_round(round_id: int) -> None:
    """Stamp the sealed document as a whole, so that it outlives its certificates (PAdES B-LTA).

    Twice is once: what is stamped already is left alone, and two workers that both come this
    far are told apart by the row. Raises OSError while the authority does not answer, so that
    the job is tried again.
    """
    round_ = Round.objects.get(pk=round_id)
    stamper = turns.time_stamper(round_)
    base = rounds.newest_revision(round_)
    if stamper is None or rounds.is_preserved(base):
        return
    rounds.preserve(round_, base, pades.archive(base.document.read(), stamper))
