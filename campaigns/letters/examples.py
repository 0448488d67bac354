"""Who is told of an example."""

from campaigns.letters.readers import people_of
from campaigns.models import Adoption
from foundation import emails


def tell_adopted(adoption: Adoption) -> None:
    """The author's board learns that another one does the same."""
    example = adoption.example
    url = example.get_absolute_url()
    to = people_of([example.board_id])
    emails.send("example_adopted", to, adoption=adoption, example=example, url=url)
