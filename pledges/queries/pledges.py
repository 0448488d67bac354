"""The pledges themselves: who sees them, how they stand, what their pages show."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, DateField, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from bloc import queries as bloc
from bloc.models import Seat
from campaigns.models import Campaign
from campaigns.queries import campaigns_visible_to
from campaigns.queries.departures import with_departures
from campaigns.waiting.charters import with_charters
from campaigns.waiting.evaluations import with_evaluations
from campaigns.waiting.registrations import with_registrations
from campaigns.waiting.scores import with_scores
from campaigns.waiting.summaries import with_summaries
from conferences.waiting import with_conferences
from foundation import clock
from foundation.jobs.models import Job
from foundation.signing.models import Party, PartyState
from members.models import Account
from pledges.answers import Answers
from pledges.content import Content, TaskText
from pledges.models import Comment, Consent, Pledge, PledgeState, Task, Version

DRAWING_TASK = "pledges.tasks.draw_pledge"
GIVEN = [PartyState.SIGNED, PartyState.ON_PAPER]
HOME_SHOWS = 8


def pledges_visible_to(account: Account) -> QuerySet[Pledge]:
    """The pledges of the person's blocs, and of years in which the board sat in another.

    Nobody sees another bloc's drafts.
    """
    rows = Pledge.objects.filter(bloc.years_visible_to(account, "campaign__"))
    return rows.select_related("campaign__bloc", "campaign__regime", "round", "changed_by")


def years_without_pledge(account: Account) -> list[Campaign]:
    """The open years for which the person may begin a draft."""
    if not account.posts_today:
        return []
    campaigns = campaigns_visible_to(account).filter(pledge=None).order_by("-year")
    return [each for each in campaigns if account.has_perm("pledges.draft_pledge", each)]


def with_counts(rows: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """With how many boards sign, and how many have; the newest year first."""
    signed = Count("round__parties", filter=Q(round__parties__state__in=GIVEN))
    counted = rows.annotate(signed_count=signed, parties_count=Count("round__parties"))
    return counted.order_by("-campaign__year", "campaign__bloc")


def standings_for(account: Account) -> list[Pledge]:
    """The pledges as the home page lists them: the newest first."""
    pledges = [year.pledge for year in years_at_home(account) if hasattr(year, "pledge")]
    return pledges[:HOME_SHOWS]


def drawing_of(pledge: Pledge) -> Job | None:
    """The job that draws the pledge, while it is being drawn."""
    if pledge.state != PledgeState.DRAWING:
        return None
    return Job.objects.filter(task=DRAWING_TASK, args=[pledge.pk]).last()


def drawings(pledge: str) -> QuerySet[Job]:
    """The jobs that draw a pledge of an outer query, the latest first."""
    args = Func(OuterRef(pledge), function="jsonb_build_array")
    return Job.objects.filter(task=DRAWING_TASK, args=args).order_by("-pk")


def pledges_not_drawn() -> QuerySet[Pledge]:
    """Those whose drawing was given up, and that nobody has had drawn once more."""
    failed = Subquery(drawings("pk").values("failed_at")[:1])
    waiting = Pledge.objects.filter(state=PledgeState.DRAWING).alias(failed_at=failed)
    return waiting.filter(failed_at__isnull=False).select_related("campaign__bloc")


def pledges_shown_to(account: Account) -> QuerySet[Pledge]:
    """The visible pledges with their text, answers and versions, all in one query.

    For pages that only show: what is annotated is not reloaded by ``lock``. Read it by
    ``text_shown`` and ``answers_shown``.
    """
    versions = Version.objects.filter(pledge=OuterRef("pk")).order_by("number")
    return pledges_visible_to(account).annotate(
        **written_and_answered("pk"),
        version_rows=ArraySubquery(versions.values("content")),
        member_count=Coalesce(Subquery(members_count()), 0),
    )


def written_and_answered(pledge: str) -> dict[str, ArraySubquery]:
    """The tasks, consents and open comments of a pledge, as annotations."""
    mine = {"pledge": OuterRef(pledge)}
    consent = JSONObject(board="board_id", part="part", sha="text_sha256", voided_at="voided_at")
    comment = JSONObject(board="board_id", part="part", about="about")
    consents = Consent.objects.filter(**mine).order_by("given_at")
    comments = Comment.objects.filter(**mine).open()
    tasks = Task.objects.filter(**mine).order_by("position")
    return {
        "task_rows": ArraySubquery(tasks.values(row=JSONObject(key="key", text="text"))),
        "consent_rows": ArraySubquery(consents.values(row=consent)),
        "comment_rows": ArraySubquery(comments.order_by("written_at").values(row=comment)),
    }


def members_count() -> QuerySet:
    """How many boards sit in a pledge's bloc on its day of signing, or today without one."""
    day = Coalesce(OuterRef("signed_on"), Value(clock.today()), output_field=DateField())
    unended = Q(until=None) | Q(until__gte=day)
    seats = Seat.objects.filter(unended, bloc=OuterRef("campaign__bloc"), since__lte=day)
    return counted(seats, "bloc")


def counted(rows: QuerySet, by: str) -> QuerySet:
    """How many rows there are, for a subquery."""
    return rows.order_by().values(by).annotate(count=Count("pk")).values("count")


def years_at_home(account: Account) -> list[Campaign]:
    """The person's years, the newest first, with all that the home page says of them.

    One query, asked once a request. A year that has a pledge has it as ``pledge``, with
    what ``pledges_shown_to`` annotates but the versions.
    """
    if "years_at_home" not in account.known:
        parties = Party.objects.filter(round=OuterRef("pledge__round"))
        seats = Seat.objects.filter(bloc=OuterRef("bloc")).held_on(clock.today())
        facts = {
            **written_and_answered("pledge__pk"),
            "parties_count": Coalesce(Subquery(counted(parties, "round")), 0),
            "signed_count": Coalesce(
                Subquery(counted(parties.filter(state__in=GIVEN), "round")), 0
            ),
            "seated_ids": ArraySubquery(seats.values("board_id")),
            "drawing_failed_at": Subquery(drawings("pledge__pk").values("failed_at")[:1]),
        }
        years = with_scores(with_summaries(campaigns_visible_to(account)))
        years = with_evaluations(with_charters(years), account)
        years = with_conferences(with_registrations(with_departures(years), account), account)
        years = years.select_related("bloc", "pledge").annotate(**facts)
        account.known["years_at_home"] = [
            handed_down(year, facts) for year in years.order_by("-year", "bloc")
        ]
    return account.known["years_at_home"]


def handed_down(year: Campaign, facts: Iterable[str]) -> Campaign:
    """The year, with what was annotated on it set on its pledge."""
    if hasattr(year, "pledge"):
        vars(year.pledge).update({name: getattr(year, name) for name in facts})
    return year


def text_shown(pledge: Pledge) -> Content:
    """The text of a pledge that came by ``pledges_shown_to``."""
    return Content(
        grounds=pledge.grounds,
        tasks=tuple(TaskText(row["text"], row["key"]) for row in pledge.task_rows),  # type: ignore[attr-defined]
        targets=pledge.targets,
        responsibilities=pledge.responsibilities,
        place=pledge.place,
        signed_on=pledge.signed_on,
    )


def answers_shown(pledge: Pledge) -> Answers:
    """The answers to a pledge that came by ``pledges_shown_to``."""
    consents = [row for row in pledge.consent_rows if row["voided_at"] is None]  # type: ignore[attr-defined]
    return Answers.to(
        text_shown(pledge),
        [(row["board"], row["part"], row["sha"]) for row in consents],
        [(row["board"], row["part"], row["about"]) for row in pledge.comment_rows],  # type: ignore[attr-defined]
    )
