"""Pages of those who take part: boards, their delegates, guests, the invitation itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conferences import actions
from conferences.forms import participants as forms
from conferences.models import BoardAtConference, Invitation
from conferences.pages import participants as pages
from conferences.queries import delegates as queries
from conferences.queries.invitations import invitations_visible_to
from conferences.views.visible import asked_or_sent, conference_for, page
from foundation.attempts import attempt
from foundation.documents.responses import answer_with
from foundation.forms import done
from foundation.shortcuts import get_permitted, permit
from members.models import Account


def invitation_for(request: HttpRequest, verb: str, pk: int) -> Invitation:
    """The invitation, if the person may do that with it."""
    return get_permitted(
        request, f"conferences.{verb}", invitations_visible_to(request.user), pk=pk
    )


def board_for(request: HttpRequest, verb: str, pk: int, board: int) -> BoardAtConference:
    """A board that votes at the conference, if the person may do that for it."""
    found = conference_for(request, "view_conference", pk)
    board_there = next((each for each in queries.members_of(found) if each.pk == board), None)
    if board_there is None:
        raise Http404
    who = BoardAtConference(found, board_there)
    permit(request, f"conferences.{verb}", who)
    return who


@require_safe
def participants(request: HttpRequest, pk: int) -> HttpResponse:
    """Who comes, who votes for whom, and the guests."""
    found = conference_for(request, "view_conference", pk)
    shown = pages.of_conference(found, request.user)
    return page(request, "conferences/participants.html", found, **shown)


@asked_or_sent
def invite_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody of the ministry or the province."""
    found = conference_for(request, "invite_guest", pk)
    form = forms.InviteGuestForm(request.POST or None)
    if done(form, actions.invite_guest, found, by=request.user):
        messages.success(request, _("The guest is on the list; the letter goes with the others."))
        return redirect(found.get_participants_url())
    return page(request, "conferences/invite_guest.html", found, form=form)


@require_POST
def withdraw_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a guest off the list."""
    guest = invitation_for(request, "withdraw_guest", pk)
    said = _("The guest has been taken off the list.")
    attempt(request, actions.withdraw_guest, guest, success=said)
    return redirect(guest.conference.get_participants_url())


@asked_or_sent
def issue_invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Number and send it."""
    found = conference_for(request, "issue_invitations", pk)
    form = forms.IssueInvitationsForm(request.POST if request.method == "POST" else None)
    if done(form, actions.issue_invitations, found, by=request.user):
        messages.success(request, _("The invitations have been sent."))
        return redirect(found.get_participants_url())
    return page(request, "conferences/issue_invitations.html", found, form=form)


@asked_or_sent
def answer_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """A board says whether it comes; the secretary enters what came by telephone."""
    invitation = invitation_for(request, "answer_invitation", pk)
    form = forms.AnswerInvitationForm(request.POST or None, initial=said_of(invitation))
    if done(form, actions.answer_invitation, invitation, by=request.user):
        messages.success(request, _("The answer has been saved."))
        return redirect(invitation.conference.get_participants_url())
    template = "conferences/answer_invitation.html"
    return page(request, template, invitation.conference, form=form, invitation=invitation)


def said_of(invitation: Invitation) -> dict[str, str]:
    """The answer so far, as the form shows it."""
    if not invitation.reply:
        return {}
    return {"reply": invitation.reply, "reason": invitation.reason}


def people_for(who: BoardAtConference) -> dict[Account, str]:
    """Who may stand, each with title and board."""
    return {
        post.account: ", ".join(filter(None, [post.title, post.board.short_name]))
        for post in queries.who_may_stand(who)
    }


@asked_or_sent
def name_delegate(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """The leader says who votes for the board."""
    who = board_for(request, "name_delegate", pk, board)
    former = queries.delegate_of(who.conference, who.board)
    start = {"person": former.account if former else request.user}
    form = forms.NameDelegateForm(request.POST or None, people=people_for(who), initial=start)
    if done(form, actions.name_delegate, who, by=request.user):
        messages.success(request, _("The delegate has been named."))
        return redirect(who.conference.get_participants_url())
    template = "conferences/name_delegate.html"
    return page(request, template, who.conference, form=form, board=who.board, former=former)


@asked_or_sent
def authorise_by_paper(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """Whom a signed paper authorises."""
    who = board_for(request, "authorise_by_paper", pk, board)
    form = forms.AuthoriseByPaperForm(
        request.POST or None, request.FILES or None, people=people_for(who)
    )
    if done(form, actions.authorise_by_paper, who, by=request.user):
        messages.success(request, _("The authorisation has been entered."))
        return redirect(who.conference.get_participants_url())
    template = "conferences/authorise_by_paper.html"
    return page(request, template, who.conference, form=form, board=who.board)


@require_safe
def authorisation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The paper by which somebody was authorised."""
    visible = queries.delegates_visible_to(request.user).filter(paper__isnull=False)
    delegate = get_permitted(request, "conferences.view_conference", visible, pk=pk)
    return answer_with(delegate.paper)
