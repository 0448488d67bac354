"""The door of every page of a pledge."""

from django.http import HttpRequest

from foundation.shortcuts import get_permitted
from pledges import queries
from pledges.models import Pledge


def visible_pledge(request: HttpRequest, pk: int) -> Pledge:
    """The pledge, if it is one of the person's blocs."""
    pledges = queries.pledges_visible_to(request.user)
    return get_permitted(request, "pledges.view_pledge", pledges, pk=pk)
