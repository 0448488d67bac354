"""What we know of a bloc's catalogue of indicators."""

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from bloc.models import Bloc
from bloc.queries import blocs_today
from campaigns.catalogue import TYPICAL, Typical
from campaigns.models import Figure, Indicator, ReportState, Target
from members.models import Account

ACCEPTED = Q(agreed__isnull=False)
HANDED_IN = ~Q(report__state=ReportState.DRAFT)


def live_indicators(bloc: Bloc) -> QuerySet[Indicator]:
    """Those that the boards are measured by now, in the order of the list."""
    return bloc.indicators.filter(until=None).order_by("position", "pk")


def indicators_visible_to(account: Account) -> QuerySet[Indicator]:
    """The catalogues of the blocs to which the person belongs today."""
    return Indicator.objects.filter(bloc__in=blocs_today(account)).select_related("bloc")


def is_used(indicator: Indicator) -> bool:
    """Whether figures of it were accepted or handed in."""
    targets, figures = indicator.targets.filter(ACCEPTED), indicator.figures.filter(HANDED_IN)
    return targets.exists() or figures.exists()


def catalogue(bloc: Bloc) -> QuerySet[Indicator]:
    """All of them, those in force first, each with how many boards plan by it (``plans``).

    ``used``: figures were accepted or handed in.
    """
    mine = {"indicator": OuterRef("pk")}
    used = Exists(Target.objects.filter(ACCEPTED, **mine))
    reported = Exists(Figure.objects.filter(HANDED_IN, **mine))
    is_retired = Case(
        When(until=None, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    rows = bloc.indicators.annotate(plans=Count("targets"), used=used | reported)
    return rows.order_by(is_retired, "position", "pk")


def neighbour_of(indicator: Indicator, *, up: bool) -> Indicator | None:
    """The one before it in the list, or after it."""
    rows = list(live_indicators(indicator.bloc))
    place = rows.index(indicator) + (-1 if up else 1) if indicator in rows else -1
    return rows[place] if 0 <= place < len(rows) else None


def typical_missing(bloc: Bloc) -> list[Typical]:
    """The supplied indicators whose names the catalogue does not have yet."""
    names = {name.casefold() for name in live_indicators(bloc).values_list("name", flat=True)}
    return [each for each in TYPICAL if each.name.casefold() not in names]
