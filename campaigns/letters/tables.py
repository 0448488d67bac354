"""Who is told by mail what happens to the table of points."""

from bloc.models import Office
from campaigns.letters.readers import board_in_office, people_of, secretaries
from campaigns.models import ScoringTable, TableComment
from campaigns.queries.registrations import boards_seated
from foundation import emails
from members.models import Role


def tell_comments_asked(table: ScoringTable) -> None:
    """All boards read the draft and say what they think of it."""
    to, url = people_of(boards_seated(table.campaign)), table.get_absolute_url()
    emails.send("table_asked", to, table=table, url=url)


def tell_commented(comment: TableComment) -> None:
    """Whoever writes the table: the secretary and the chief's leaders."""
    table = comment.table
    chief = board_in_office(table.bloc, table.year, Office.CHIEF)
    to = {*secretaries(table.bloc, table.year), *people_of([chief] if chief else [], Role.LEADER)}
    url = table.get_absolute_url()
    emails.send("table_commented", to, comment=comment, table=table, url=url)


def tell_answered(comment: TableComment) -> None:
    """The board that had commented."""
    to, url = people_of([comment.board]), comment.table.get_absolute_url()
    emails.send("table_answered", to, comment=comment, table=comment.table, url=url)


def tell_approved(table: ScoringTable) -> None:
    """All boards know now what they are scored by."""
    to, url = people_of(boards_seated(table.campaign)), table.get_absolute_url()
    emails.send("table_approved", to, table=table, url=url)
