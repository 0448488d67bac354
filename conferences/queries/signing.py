"""What we know of the papers of a conference that people sign."""

from django.db.models import QuerySet

from conferences.models import Conference, PaperKind, PaperSignatory, SignedPaper
from conferences.queries.conferences import conferences_visible_to
from conferences.queries.delegates import members_of
from members.models import Account, Board

AROUND = ("paper", "round__newest__blob", "ballot", "conference__campaign__bloc")


def signed_papers_visible_to(account: Account) -> QuerySet[SignedPaper]:
    """The papers of the conferences of which the person may know."""
    conferences = conferences_visible_to(account).order_by().values("pk")
    return SignedPaper.objects.filter(conference__in=conferences).select_related(*AROUND)


def signatories_visible_to(account: Account) -> QuerySet[PaperSignatory]:
    """The places under these papers."""
    papers = signed_papers_visible_to(account).order_by().values("pk")
    return with_papers().filter(signed_paper__in=papers)


def with_papers() -> QuerySet[PaperSignatory]:
    """Places with all that signing there needs."""
    return PaperSignatory.objects.select_related(
        "account",
        "board",
        "party__round__newest",
        "party__signature",
        "signed_paper__paper",
        "signed_paper__conference__campaign__bloc",
    )


def find(number: int) -> PaperSignatory | None:
    """One place, for an agent that shows its ticket."""
    return with_papers().filter(pk=number).first()


def signed_papers_of(conference: Conference) -> QuerySet[SignedPaper]:
    """In the order in which they were issued."""
    return conference.signed_papers.select_related("paper", "round", "ballot")


def notice_of(conference: Conference) -> SignedPaper | None:
    """The notice of what was concluded, once it is issued."""
    rows = conference.signed_papers.filter(kind=PaperKind.NOTICE)
    return rows.select_related("paper", "issued_by").first()


def places_of(signed: SignedPaper) -> list[PaperSignatory]:
    """Who signs the paper, in the order of its cells."""
    rows = signed.signatories.select_related("account", "board", "party__scan", "party__signature")
    places = list(rows.order_by("party__position"))
    for place in places:
        place.signed_paper = signed
        if signed.round:
            place.party.round = signed.round
    return places


def board_of(conference: Conference, account: Account) -> Board | None:
    """The member of the bloc whose post the person holds; none for somebody from outside."""
    return next((each for each in members_of(conference) if each.pk in account.boards_today), None)
