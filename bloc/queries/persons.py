"""Who a person is to blocs and ministries; asked once a request, kept on the account."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from bloc.models import Bloc, Ministry, MinistryPost, MinistryRole, Office, Seat, Secretary, Term
from bloc.queries.organisation import year_in_charge
from foundation import clock
from members import names
from members.models import Account, FactorReset, Post, Role


def ministry_posts(account: Account) -> list[MinistryPost]:
    """The person's parts in ministries today; asked once a request.

    Each has ``successions``: which ministry was succeeded by which, as (former, heir).
    """
    if "ministry_posts" not in account.known:
        succeeded = Ministry.objects.filter(succeeds__isnull=False).order_by()
        pair = JSONObject(former="succeeds_id", heir="pk")
        posts = account.ministry_posts.held_on(clock.today())
        account.known["ministry_posts"] = list(
            posts.annotate(succession_rows=ArraySubquery(succeeded.values(row=pair)))
        )
    return account.known["ministry_posts"]


def successions(account: Account) -> list[tuple[int, int]]:
    """Which ministry was succeeded by which, for somebody of a ministry."""
    rows = ministry_posts(account)[0].succession_rows  # type: ignore[attr-defined]
    return [(row["former"], row["heir"]) for row in rows]


def serves_ministry(account: Account, ministry_id: int, *roles: str) -> bool:
    """Whether the person holds one of these parts in the ministry or in one that succeeded it."""
    held = [post for post in ministry_posts(account) if post.role in (roles or MinistryRole.values)]
    if not held:
        return False
    heirs = {ministry_id, *names.chain(ministry_id, successions(account))}
    return any(post.ministry_id in heirs for post in held)


def terms_at_home(account: Account) -> list[Term]:
    """The terms that have begun in the blocs of the person's boards, ended ones too.

    Of each bloc in which one of the boards sits or held an office; asked once a request.
    """
    if "terms_at_home" not in account.known:
        boards = account.boards_today
        seats = Seat.objects.filter(board__in=boards).held_on(clock.today())
        held = Term.objects.filter(board__in=boards)
        theirs = Q(bloc__in=seats.values("bloc")) | Q(bloc__in=held.values("bloc"))
        account.known["terms_at_home"] = list(begun().filter(theirs)) if boards else []
    return account.known["terms_at_home"]


def begun_terms(account: Account, bloc_id: int) -> list[Term]:
    """The bloc's terms that have begun, ended ones too; asked once a request."""
    at_home = [term for term in terms_at_home(account) if term.bloc_id == bloc_id]
    if at_home:
        return at_home
    known = account.known.setdefault("terms_elsewhere", {})
    if bloc_id not in known:
        known[bloc_id] = list(begun().filter(bloc=bloc_id))
    return known[bloc_id]


def begun() -> QuerySet[Term]:
    """All terms that have begun; each knows who keeps the books of its year today."""
    today = clock.today()
    keeping = Secretary.objects.filter(bloc=OuterRef("bloc"), year=OuterRef("year")).held_on(today)
    terms = Term.objects.filter(since__lte=today).select_related("bloc")
    return terms.annotate(secretary_id=Subquery(keeping.values("account_id")[:1]))


def in_office(account: Account) -> bool:
    """Whether one of the person's boards holds an office today, of any year."""
    today, boards = clock.today(), account.boards_today
    return any(term.board_id in boards and term.holds_on(today) for term in terms_at_home(account))


def newest_chiefs(account: Account) -> list[Term]:
    """The terms of the person's boards as chief, of the newest year that a bloc has a chief for."""
    chiefs = [term for term in terms_at_home(account) if term.office == Office.CHIEF]
    newest: dict[int, int] = {}
    for term in chiefs:
        newest[term.bloc_id] = max(term.year, newest.get(term.bloc_id, term.year))
    mine = [term for term in chiefs if term.board_id in account.boards_today]
    return [term for term in mine if term.year == newest[term.bloc_id]]


def terms_today(account: Account, bloc_id: int, year: int) -> list[Term]:
    """The terms of that year that hold today."""
    today = clock.today()
    begun = begun_terms(account, bloc_id)
    return [term for term in begun if term.year == year and term.holds_on(today)]


def offices(account: Account, bloc_id: int, year: int) -> dict[str, int]:
    """Which board holds which office of that year today."""
    return {term.office: term.board_id for term in terms_today(account, bloc_id, year)}


def deciding_year(account: Account, bloc_id: int, year: int) -> int:
    """The year in charge of ``year`` today; by what was asked already in this request."""
    return year_in_charge(year, begun_terms(account, bloc_id))


def secretary_of(account: Account, bloc_id: int, year: int) -> int | None:
    """The account that keeps the books of that year today; None before its officers begin."""
    begun_then = [term for term in begun_terms(account, bloc_id) if term.year == year]
    return begun_then[0].secretary_id if begun_then else None  # type: ignore[attr-defined]


def seated_boards(account: Account, bloc_id: int) -> set[int]:
    """The boards that sit in the bloc today; asked once a request."""
    known = account.known.setdefault("seated", {})
    if bloc_id not in known:
        seats = Seat.objects.filter(bloc=bloc_id).held_on(clock.today())
        known[bloc_id] = set(seats.values_list("board_id", flat=True))
    return known[bloc_id]


def workplaces(person_id: int) -> tuple[set[int], set[int]]:
    """The boards and the ministries that somebody works for today.

    A board counts with the ministries that organise the blocs it sits in.
    """
    today = clock.today()
    posts = Post.objects.filter(account=person_id).held_on(today)
    boards = set(posts.values_list("board_id", flat=True))
    seats = Seat.objects.filter(board__in=boards).held_on(today)
    held = MinistryPost.objects.filter(account=person_id).held_on(today)
    ministries = set(seats.values_list("organiser_id", flat=True))
    return boards, ministries | set(held.values_list("ministry_id", flat=True))


def seats_held(account: Account) -> list[Seat]:
    """Every seat that the person's boards held, or boards that went into them; once a request."""
    if "seats_held" not in account.known:
        boards = account.boards_before
        account.known["seats_held"] = list(Seat.objects.filter(board__in=boards)) if boards else []
    return account.known["seats_held"]


def sat_in(account: Account, bloc_id: int, year: int | None) -> bool:
    """Whether one of these boards was a member of the bloc in that year; ever, without one."""
    return any(
        seat.bloc_id == bloc_id and (year is None or seat.touches(year))
        for seat in seats_held(account)
        if seat.since <= clock.today()
    )


def blocs_today(account: Account) -> QuerySet[Bloc]:
    """The blocs in which the person's boards sit, and those of the person's ministries."""
    seated = Seat.objects.held_on(clock.today()).filter(board__in=account.boards_today)
    kept = Q(organiser__in=ministries_served(account))
    return Bloc.objects.filter(Q(pk__in=seated.values("bloc")) | kept)


def blocs_visible_to(account: Account) -> QuerySet[Bloc]:
    """The same, and those of which the person's boards were members once."""
    sat = Seat.objects.filter(board__in=account.boards_before, since__lte=clock.today())
    return Bloc.objects.filter(Q(pk__in=blocs_today(account)) | Q(pk__in=sat.values("bloc")))


def years_visible_to(account: Account, path: str = "") -> Q:
    """The years, reached through ``path``, of which the person may know.

    All of the blocs of today; of a bloc that the board has left those in which it sat.
    """
    bloc, year = OuterRef(f"{path}bloc"), OuterRef(f"{path}year")
    lasted = Q(until=None) | Q(until__year__gte=year)
    sat = Seat.objects.filter(lasted, bloc=bloc, since__year__lte=year, since__lte=clock.today())
    then = Exists(sat.filter(board__in=account.boards_before))
    return Q(**{f"{path}bloc__in": blocs_today(account)}) | Q(then)


def ministries_served(account: Account) -> set[int]:
    """The ministries that the person serves, and those which they succeeded."""
    return with_former(account, {post.ministry_id for post in ministry_posts(account)})


def with_former(account: Account, ministries: set[int]) -> set[int]:
    """These ministries, and those which they succeeded."""
    if not ministries:
        return set()
    back = [(heir, former) for former, heir in successions(account)]
    return {former for heir in ministries for former in (heir, *names.chain(heir, back))}


def ministries_visible_to(account: Account) -> QuerySet[Ministry]:
    """The ministries that the person serves, and those which they succeeded."""
    return Ministry.objects.filter(pk__in=ministries_served(account)).prefetch_related("names")


def boards_led(account: Account) -> set[int]:
    """The boards that the person leads by a post of their own."""
    return {post.board_id for post in account.posts_today if post.role == Role.LEADER}


def ministries_kept(account: Account) -> set[int]:
    """The ministries whose blocs the person keeps, and those which they succeeded."""
    posts = ministry_posts(account)
    kept = {post.ministry_id for post in posts if post.role == MinistryRole.KEEPER}
    return with_former(account, kept)


def resets_to_confirm(account: Account) -> QuerySet[FactorReset]:
    """The open requests for a new second factor of people whom this person may vouch for."""
    today = clock.today()
    kept = ministries_kept(account)
    seated = Seat.objects.filter(organiser__in=kept).held_on(today).values("board")
    boards = Q(board__in=boards_led(account)) | Q(board__in=seated)
    at_work = Post.objects.held_on(today).filter(boards).values("account")
    in_ministry = MinistryPost.objects.held_on(today).filter(ministry__in=kept).values("account")
    open_ones = FactorReset.objects.filter(done_at=None).exclude(account=account)
    return open_ones.filter(Q(account__in=at_work) | Q(account__in=in_ministry))
