"""The lines that every action and view would otherwise repeat."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from foundation.jobs.queue import later

Row = TypeVar("Row", bound=Model)

__all__ = ["get_permitted", "later", "lock", "permit"]


def permit(request: HttpRequest, permission: str, subject: Any) -> None:
    """Go on if this person may do that to the subject; otherwise 403."""
    if not request.user.has_perm(permission, subject):
        raise PermissionDenied


def get_permitted(
    request: HttpRequest, permission: str, queryset: QuerySet[Row], **lookup: Any
) -> Row:
    """Return what the page is about: 404 when it is not there, 403 when it is not theirs."""
    subject = get_object_or_404(queryset, **lookup)
    permit(request, permission, subject)
    return subject


def lock(instance: Model) -> None:
    """Reload one row and hold it until the transaction ends; its relations stay free."""
    rows = type(instance)._base_manager.select_for_update(of=("self",))
    instance.refresh_from_db(from_queryset=rows)
