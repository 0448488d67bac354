"""Whether an activity may be planned, changed, called off, joined, settled or told of."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from bloc import queries as bloc_queries
from campaigns import merging
from campaigns.models import Activity, BoardYear
from campaigns.queries import activities as queries
from foundation.refusals import Refusal

MOST_PHOTOS = 40  # of one activity: what one page still shows
MOST_PEOPLE = 9999  # of one board
MOST_MONEY = 10**12  # đồng, of one board

Seen = Mapping[str, str]


class ActivityReversed(Refusal):
    text = _("The activity would end (%(until)s) before it begins (%(since)s).")
    field = "until"


class ActivityOutsideTheYear(Refusal):
    text = _("%(day)s does not lie in the emulation year %(year)s.")
    field = "since"


class HostNotInBloc(Refusal):
    text = _("%(board)s is no member of the bloc on that day.")
    field = "host"


class ActivityPlanned(Refusal):
    text = _("An activity of this name stands on that day already.")
    field = "name"


class ActivityStale(Refusal):
    """Somebody else has changed it since the page was opened."""

    text = _("Somebody has changed the activity meanwhile. Both versions are shown below.")


class ActivityCalledOff(Refusal):
    text = _("The activity has been called off.")
    is_final = True


class ActivityOver(Refusal):
    text = _("The activity was over on %(until)s; the bloc's secretary enters who took part.")
    is_final = True


class ActivityToCome(Refusal):
    text = _("The activity begins on %(since)s.")
    is_final = True


class ReasonMissing(Refusal):
    text = _("Say why it is called off; all boards will read it.")
    field = "reason"


class OutcomeMissing(Refusal):
    text = _("Say what came of the activity.")
    field = "outcome"


class NoSuchNumber(Refusal):
    text = _("A board comes with 0 to %(most)s people.")
    field = "people"


class NoSuchShare(Refusal):
    text = _("A share lies between 0 and %(most)s đồng.")


class BoardNotInvited(Refusal):
    text = _("%(board)s is no member of the bloc in that year.")


class CaptionMissing(Refusal):
    text = _("Say what is to be seen, also for those who cannot see it.")
    field = "caption"


class TooManyPhotos(Refusal):
    text = _("An activity shows at most %(most)s photos.")


class PhotoThere(Refusal):
    text = _("This photo stands on the page already.")
    field = "file"


def check_plan_activity(activity: Activity) -> None:
    """In order, in the year, held by a member, once under a name.

    Raises ActivityReversed, ActivityOutsideTheYear, HostNotInBloc and ActivityPlanned.
    """
    campaign = activity.campaign
    if activity.until < activity.since:
        raise ActivityReversed(since=activity.since, until=activity.until)
    for day in (activity.since, activity.until):
        if not campaign.opens_on <= day <= campaign.closes_on:
            raise ActivityOutsideTheYear(day=day, year=str(campaign.year))
    if activity.host not in bloc_queries.members_on(activity.bloc, activity.since):
        raise HostNotInBloc(board=activity.host)
    same = campaign.activities.filter(name=activity.name, since=activity.since, called_off_at=None)
    if same.exclude(pk=activity.pk).exists():
        raise ActivityPlanned


def check_stands(activity: Activity) -> None:
    """Raises ActivityCalledOff."""
    if activity.called_off_at:
        raise ActivityCalledOff


def check_change_activity(activity: Activity, seen: Seen | None) -> None:
    """While it stands, on the words that the writer had seen. Raises ActivityStale too."""
    check_stands(activity)
    if seen is not None and not merging.is_same(queries.facts_of(activity), seen):
        raise ActivityStale


def check_call_off_activity(activity: Activity, reason: str) -> None:
    """Once, with a reason, before it is over. Raises ActivityOver and ReasonMissing too."""
    check_stands(activity)
    if activity.is_over:
        raise ActivityOver(until=activity.until)
    if not reason.strip():
        raise ReasonMissing


def check_take_part(activity: Activity, who: BoardYear, people: int) -> None:
    """A member of the bloc, until the last day. Raises BoardNotInvited and NoSuchNumber too."""
    check_stands(activity)
    if activity.is_over:
        raise ActivityOver(until=activity.until)
    if who.board not in queries.invited_to(activity):
        raise BoardNotInvited(board=who.board)
    if not 0 <= people <= MOST_PEOPLE:
        raise NoSuchNumber(most=MOST_PEOPLE)


def check_settle_activity(
    activity: Activity, lines: Mapping[str, tuple[int, int]], seen: Seen | None
) -> None:
    """Of boards of the bloc, with sound numbers, on the list that the writer had seen."""
    check_stands(activity)
    boards = {str(each.pk) for each in queries.invited_to(activity)} | set(
        queries.roll_of(activity)
    )
    check_boards(lines, boards)
    for people, share in lines.values():
        if not 0 <= people <= MOST_PEOPLE:
            raise NoSuchNumber(most=MOST_PEOPLE)
        if not 0 <= share <= MOST_MONEY:
            raise NoSuchShare(most=MOST_MONEY)
    if seen is not None and not merging.is_same(queries.roll_of(activity), seen):
        raise ActivityStale


def check_boards(lines: Collection[str], boards: Collection[str]) -> None:
    """Raises BoardNotInvited."""
    for key in lines:
        if key not in boards:
            raise BoardNotInvited(board=key)


def check_tell_activity(activity: Activity, outcome: str, seen: Seen | None) -> None:
    """Once it has begun. Raises ActivityToCome, OutcomeMissing and ActivityStale."""
    check_stands(activity)
    if not activity.has_begun:
        raise ActivityToCome(since=activity.since)
    if not outcome.strip():
        raise OutcomeMissing
    if seen is not None and not merging.is_same(queries.outcome_of(activity), seen):
        raise ActivityStale


def check_add_photo(activity: Activity, sha256: str, caption: str) -> None:
    """With a caption, once, as long as there is room.

    Raises CaptionMissing, PhotoThere and TooManyPhotos.
    """
    check_stands(activity)
    if not caption.strip():
        raise CaptionMissing
    shown = activity.photos.filter(removed_at=None)
    if shown.filter(picture__blob=sha256).exists():
        raise PhotoThere
    if shown.count() >= MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)
