"""Pages on which it is seen and changed who checks whom."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns import actions
from campaigns.forms.scores import ChangeCheckerForm
from campaigns.queries import checkers as queries
from campaigns.queries.years import campaigns_visible_to
from foundation.forms import done
from foundation.shortcuts import get_permitted


@require_safe
def checkers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who checks whom, and which of it can still be changed by this person."""
    years = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.view_checkers", years, pk=pk)
    duties = queries.duties_visible_to(request.user).filter(scoring__campaign=campaign)
    rows = [
        (duty, not duty.is_given and request.user.has_perm("campaigns.change_checker", duty))
        for duty in duties.order_by("board__seats__position", "checker").distinct()
    ]
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "rows": rows}
    return render(request, "campaigns/checkers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_checker(request: HttpRequest, pk: int) -> HttpResponse:
    """Another board, and why."""
    visible = queries.duties_visible_to(request.user)
    duty = get_permitted(request, "campaigns.change_checker", visible, pk=pk)
    campaign = duty.scoring.campaign
    form = ChangeCheckerForm(request.POST or None, boards=queries.fit_to_check(duty))
    if done(form, actions.change_checker, duty, by=request.user):
        messages.success(request, _("Another board checks now; both are told by mail."))
        return redirect("campaigns:checkers", campaign.pk)
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "form": form, "duty": duty}
    return render(request, "campaigns/change_checker.html", context)
