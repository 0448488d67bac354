"""Who a person is to blocs and ministries; asked once a request, kept on the account."""

from django.db.models import Q, QuerySet

from bloc.models import Bloc, Ministry, MinistryPost, MinistryRole, Office, Seat, Secretary, Term
from bloc.queries.organisation import all_successions
from foundation import clock
from members import names
from members.models import Account, FactorReset, Post, Role


def ministry_posts(account: Account) -> list[MinistryPost]:
    """The person's parts in ministries today; asked once a request."""
    if "ministry_posts" not in account.known:
        account.known["ministry_posts"] = list(account.ministry_posts.held_on(clock.today()))
    return account.known["ministry_posts"]


def successions(account: Account) -> list[tuple[int, int]]:
    """Which ministry was succeeded by which; asked once a request."""
    if "successions" not in account.known:
        account.known["successions"] = all_successions()
    return account.known["successions"]


def serves_ministry(account: Account, ministry_id: int, *roles: str) -> bool:
    """Whether the person holds one of these parts in the ministry or in one that succeeded it."""
    held = [post for post in ministry_posts(account) if post.role in (roles or MinistryRole.values)]
    if not held:
        return False
    heirs = {ministry_id, *names.chain(ministry_id, successions(account))}
    return any(post.ministry_id in heirs for post in held)


def begun_terms(account: Account, bloc_id: int) -> list[Term]:
    """The bloc's terms that have begun, ended ones too; asked once a request."""
    known = account.known.setdefault("terms", {})
    if bloc_id not in known:
        known[bloc_id] = list(Term.objects.filter(bloc=bloc_id, since__lte=clock.today()))
    return known[bloc_id]


def terms_today(account: Account, bloc_id: int, year: int) -> list[Term]:
    """The terms of that year that hold today."""
    today = clock.today()
    begun = begun_terms(account, bloc_id)
    return [term for term in begun if term.year == year and term.holds_on(today)]


def offices(account: Account, bloc_id: int, year: int) -> dict[str, int]:
    """Which board holds which office of that year today."""
    return {term.office: term.board_id for term in terms_today(account, bloc_id, year)}


def deciding_year(account: Account, bloc_id: int, year: int) -> int:
    """Whose officers prepare and decide what belongs to ``year``.

    Those of the year before, until the chief of the year itself has begun; a chief
    who ends early does not hand the year back (house.md §5, years overlap).
    """
    chiefs = {t.year for t in begun_terms(account, bloc_id) if t.office == Office.CHIEF}
    return year if year in chiefs else year - 1


def secretary_of(account: Account, bloc_id: int, year: int) -> int | None:
    """The account that keeps the books of that year today; asked once a request."""
    known = account.known.setdefault("secretaries", {})
    if bloc_id not in known:
        held = Secretary.objects.filter(bloc=bloc_id).held_on(clock.today())
        known[bloc_id] = dict(held.values_list("year", "account_id"))
    return known[bloc_id].get(year)


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


def blocs_visible_to(account: Account) -> QuerySet[Bloc]:
    """The blocs in which the person's boards sit, and those of the person's ministries."""
    seated = Seat.objects.held_on(clock.today()).filter(board__in=account.boards_today)
    kept = Q(organiser__in=ministries_served(account))
    return Bloc.objects.filter(Q(pk__in=seated.values("bloc")) | kept)


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
