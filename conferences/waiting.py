"""What of a bloc's conferences waits for whom; the home page shows it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from conferences.models import (
    AgendaItem,
    BallotStage,
    Conference,
    ConferenceBallot,
    Delegate,
    Invitation,
    PaperSignatory,
    Teller,
)
from conferences.queries.ballots import TO_COME
from foundation import clock
from foundation.ballots.models import Elector
from foundation.signing.models import PartyState, RoundState
from foundation.waiting import Waiting
from members.models import Account


def with_conferences(years: QuerySet[Campaign], account: Account) -> QuerySet[Campaign]:
    """With the conferences to come: who has a delegate, and which boards have not answered.

    And what of them is this person's: papers to cast, a pass-phrase to set, minutes to sign.
    """
    here = {"conference": OuterRef("pk")}
    mine = Delegate.objects.standing().filter(**here, account=account).order_by()
    roll = Elector.objects.filter(TO_COME, ballot=OuterRef("box")).order_by()
    opened = ConferenceBallot.objects.filter(**here, state=BallotStage.OPEN, box__isnull=False)
    opened = opened.annotate(seats=ArraySubquery(roll.values("seat"))).order_by("position")
    phraseless = Teller.objects.filter(**here, account=account, ended_at=None, keyholder=None)
    named = Delegate.objects.standing().filter(**here).order_by()
    asked = Invitation.objects.standing().filter(**here, reply="", board__isnull=False).order_by()
    row = JSONObject(
        pk="pk",
        kind="kind",
        day="held_on",
        paper="invitation_paper_id",
        begun="opened_at",
        has_agenda=Exists(AgendaItem.objects.filter(**here, removed_at=None)),
        named=ArraySubquery(named.values("board_id")),
        asked=ArraySubquery(asked.values(row=JSONObject(pk="pk", board="board_id"))),
        stands_for=ArraySubquery(mine.values("board_id")),
        opened=ArraySubquery(opened.values(row=JSONObject(title="title", seats="seats"))),
        phrase=ArraySubquery(phraseless.values("pk")),
    )
    coming = Conference.objects.filter(campaign=OuterRef("pk"), called_off_at=None)
    coming = coming.filter(held_on__gte=clock.today()).order_by("held_on")
    places = PaperSignatory.objects.filter(
        signed_paper__conference__campaign=OuterRef("pk"),
        account=account,
        party__state=PartyState.WAITING,
        party__round__state=RoundState.OPEN,
    ).order_by("signed_paper")
    place = JSONObject(paper="signed_paper_id", subject="signed_paper__paper__subject")
    return years.annotate(
        coming_conferences=ArraySubquery(coming.values(row=row)),
        papers_to_sign=ArraySubquery(places.values(row=place)),
    )


def waiting_for(account: Account, years: Iterable[Any]) -> list[Waiting]:
    """To vote, to send the invitations, to answer one, to say who votes for the board.

    The years must come by ``with_conferences`` and ``with_registrations`` (``my_seats``).
    """
    if not account.posts_today:
        return []
    signs = [each for year in years for each in to_sign(year)]
    return signs + [
        each
        for year in years
        for row in year.coming_conferences
        for each in (
            *to_vote(year, row),
            *to_send(year, row, account),
            *of_boards(year, row, account),
        )
    ]


def to_sign(year: Any) -> Iterator[Waiting]:
    """Minutes of a conference or of a count that want the person's signature."""
    for row in year.papers_to_sign:
        url = reverse("conferences:signed_paper", args=[row["paper"]])
        title = _("Sign: %(paper)s") % {"paper": row["subject"]}
        yield Waiting(title, url, _("Sign"), "", None, str(year.bloc))


def to_vote(year: Any, row: dict[str, Any]) -> Iterator[Waiting]:
    """The delegate's, while a ballot is open; and the teller's before."""
    url = reverse("conferences:ballots", args=[row["pk"]])
    for ballot in row["opened"]:
        if {str(board) for board in row["stands_for"]} & set(ballot["seats"]):
            title = _("The ballot is open: %(title)s") % {"title": ballot["title"]}
            day = dt.date.fromisoformat(row["day"])
            yield Waiting(title, url, _("Vote now"), "", day, str(year.bloc))
    for teller in row["phrase"]:
        title = _("Set your pass-phrase as teller: %(conference)s")
        to_set = reverse("conferences:set_pass_phrase", args=[teller])
        yield waiting(year, row, title, _("Set it"), to_set)


def to_send(year: Any, row: dict[str, Any], account: Account) -> Iterator[Waiting]:
    """The chief's, once there is an agenda and until it is opened."""
    is_ready = row["paper"] is None and row["has_agenda"] and row["begun"] is None
    if is_ready and account.has_perm("conferences.issue_invitations", year):
        title, url = _("Send the invitations: %(conference)s"), "conferences:issue_invitations"
        yield waiting(year, row, title, _("Look at it"), reverse(url, args=[row["pk"]]))


def of_boards(year: Any, row: dict[str, Any], account: Account) -> Iterator[Waiting]:
    """What the leader of a board has still to say."""
    asked = {each["board"]: each["pk"] for each in row["asked"]}
    for board in filter(account.leads, year.my_seats):
        if board in asked:
            url = reverse("conferences:answer_invitation", args=[asked[board]])
            title = _("Answer the invitation: %(conference)s")
            yield waiting(year, row, title, _("Answer"), url)
        if board not in row["named"]:
            url = reverse("conferences:name_delegate", args=[row["pk"], board])
            title = _("Say who votes for your board: %(conference)s")
            yield waiting(year, row, title, _("Name the delegate"), url)


def waiting(year: Any, row: dict[str, Any], title: str, step: str, url: str) -> Waiting:
    """By the day of the conference."""
    words = title % {"conference": Conference(campaign=year, kind=row["kind"])}
    return Waiting(words, url, step, "", dt.date.fromisoformat(row["day"]), str(year.bloc))
