"""Lists that were voted on, as the count and the declaration leave their ballots."""

from awards import actions
from conferences.models import BallotStage, ConferenceBallot
from foundation import clock
from tests.awards.proposed import attested, kind, quota, ranked
from tests.conferences.called import called

MEMBERS, NEEDED = 3, 3


def nominated_for(world, cast, **counts):
    """Lists by these quotas; every open criterion of every board is met."""
    ranked(world, cast)
    for code, count in counts.items():
        quota(world, cast, code, count)
    attested(world, cast, world.board, world.deputy)
    attested(world, cast, world.chief, by="deputy")
    actions.nominate_boards(world.campaign, by=cast["secretary"])


def put(world, cast, code="flag", conference=None):
    conference = conference or called(world, cast)
    found = actions.put_to_vote(
        world.campaign, kind=kind(code), conference=conference, by=cast["secretary"]
    )
    return found.ballot


def declare(ballot, by, votes, *, passed=(), tied=(), is_quorate=True):  # noqa: PLR0913 as the count
    """``votes``: by board, how many agreed."""
    options = {option.board: option.key for option in ballot.options.all()}
    lines = [
        {
            "option": options[board], "agree": agree, "disagree": MEMBERS - agree,
            "share": f"{agree}/{MEMBERS}", "has_passed": board in passed,
        }
        for board, agree in votes.items()
    ]  # fmt: skip
    outcome = {
        "lines": lines, "tied": [options[board] for board in tied], "run_off": [],
        "members": MEMBERS, "needed": NEEDED, "is_quorate": is_quorate,
    }  # fmt: skip
    rows = ConferenceBallot.objects.filter(pk=ballot.pk)
    rows.update(is_secret=False)
    now = clock.now()
    rows.update(
        state=BallotStage.DECLARED, outcome=outcome, closed_at=now, counted_at=now,
        declared_at=now, declared_by=by, present=MEMBERS, issued=MEMBERS,
    )  # fmt: skip


def followed(ballot, by, *boards):
    """A second round on these boards."""
    again = ConferenceBallot.objects.create(
        conference=ballot.conference, position=ballot.position + 1, after=ballot,
        prepared_by=by, purpose=ballot.purpose, kind=ballot.kind, title=f"{ballot.title}, lần 2",
    )  # fmt: skip
    for place, board in enumerate(boards, 1):
        again.options.create(position=place, text=board.short_name, board=board)
    return again
