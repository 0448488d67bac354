"""Pages of the texts out of the box: two people read each before anybody else does."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns import actions
from campaigns.forms.evaluations import WithholdCommentForm
from campaigns.models import EvaluationComment
from campaigns.queries import evaluations as queries
from campaigns.views.evaluations import asked_or_sent, evaluation_for, page
from foundation.attempts import attempt
from foundation.forms import done
from foundation.shortcuts import get_permitted


def comment_for(request: HttpRequest, verb: str, pk: int) -> EvaluationComment:
    """The text, if the person decides about it."""
    visible = queries.comments_visible_to(request.user)
    return get_permitted(request, f"campaigns.{verb}", visible, pk=pk)


@require_safe
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """The texts about which this person decides: none about the own board."""
    found = evaluation_for(request, "view_evaluation", pk)
    rows = queries.readable_for(found, request.user)
    if not rows and not request.user.has_perm("campaigns.view_progress", found):
        raise PermissionDenied
    return page(request, "campaigns/evaluation_comments.html", found, comments=rows)


@require_POST
def release_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Once by each of two people."""
    found = comment_for(request, "release_comment", pk)
    attempt(request, actions.release_comment, found, success=_("Your word has been kept."))
    return redirect("campaigns:evaluation_comments", found.evaluation_id)


@asked_or_sent
def withhold_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """For good, with a reason."""
    found = comment_for(request, "withhold_comment", pk)
    form = WithholdCommentForm(request.POST or None)
    if done(form, actions.withhold_comment, found, by=request.user):
        messages.success(request, _("The comment is withheld."))
        return redirect("campaigns:evaluation_comments", found.evaluation_id)
    around = {"form": form, "comment": found}
    return page(request, "campaigns/withhold_comment.html", found.evaluation, **around)
