"""Who is told by mail about the ranking."""

from campaigns.letters.readers import people_of
from campaigns.models import Exclusion, Ranking
from campaigns.queries.registrations import boards_of_year
from foundation import emails


def tell_excluded(exclusion: Exclusion) -> None:
    """The board itself."""
    to, url = people_of([exclusion.board]), exclusion.campaign.get_absolute_url()
    emails.send("board_excluded", to, exclusion=exclusion, campaign=exclusion.campaign, url=url)


def tell_lifted(exclusion: Exclusion) -> None:
    """The board itself."""
    to, url = people_of([exclusion.board]), exclusion.campaign.get_absolute_url()
    emails.send("exclusion_lifted", to, exclusion=exclusion, campaign=exclusion.campaign, url=url)


def tell_taken(ranking: Ranking) -> None:
    """All boards of the year."""
    to, url = people_of(boards_of_year(ranking.campaign)), ranking.get_absolute_url()
    emails.send("ranking_taken", to, ranking=ranking, campaign=ranking.campaign, url=url)
