"""Whether an example may be published, adopted, told of or withdrawn."""

from django.utils.translation import gettext_lazy as _

from bloc import queries as bloc_queries
from campaigns.models import Adoption, BoardYear, Example
from foundation import clock
from foundation.refusals import Refusal


class NoMemberOfTheYear(Refusal):
    text = _("%(board)s is no member of the bloc in that year.")


class StoryMissing(Refusal):
    text = _("Say how it was done, so that others can do it too.")
    field = "story"


class PublishedAlready(Refusal):
    text = _("The board has published an example of this name already.")
    field = "name"


class ExampleWithdrawn(Refusal):
    text = _("The example has been withdrawn by its board.")


class OwnExample(Refusal):
    text = _("A board does not adopt its own example.")


class AdoptedAlready(Refusal):
    text = _("The board has adopted this example already.")


class EffectMissing(Refusal):
    text = _("Say what came of it.")
    field = "effect"


def check_publish_example(who: BoardYear, name: str, story: str) -> None:
    """By a member of the bloc, once under a name, with its story."""
    check_member(who)
    if not story.strip():
        raise StoryMissing
    published = Example.objects.filter(campaign=who.campaign, board=who.board, withdrawn_at=None)
    if published.filter(name=name).exists():
        raise PublishedAlready


def check_member(who: BoardYear) -> None:
    """The board sits in the bloc today, or on the year's last day."""
    day = min(max(clock.today(), who.campaign.opens_on), who.campaign.closes_on)
    if who.board not in bloc_queries.members_on(who.bloc, day):
        raise NoMemberOfTheYear(board=who.board)


def check_adopt_example(example: Example, who: BoardYear) -> None:
    """Another board's, while it stands, once."""
    if example.withdrawn_at:
        raise ExampleWithdrawn
    if example.board_id == who.board_id:
        raise OwnExample
    check_member(who)
    if example.adoptions.filter(board=who.board).exists():
        raise AdoptedAlready


def check_tell_effect(adoption: Adoption, effect: str) -> None:
    """In words; told again, the newer ones count (the history keeps both)."""
    if adoption.example.withdrawn_at:
        raise ExampleWithdrawn
    if not effect.strip():
        raise EffectMissing


def check_withdraw_example(example: Example) -> None:
    """Once."""
    if example.withdrawn_at:
        raise ExampleWithdrawn
