"""The invitation as a file, and the page where a guest answers without an account."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conferences import actions, addresses
from conferences.forms.participants import AnswerInvitationForm
from conferences.models import Conference, Invitation
from conferences.papers import invitation as papers
from conferences.queries.conferences import agenda_of
from conferences.views.participants import invitation_for, said_of
from conferences.views.visible import asked_or_sent, conference_for
from foundation import limits
from foundation.documents import library
from foundation.documents.responses import answer_with_bytes
from foundation.forms import done

PDF, WORD = "pdf", "docx"
MOST, MINUTE = 30, 60  # times from one address, seconds


def drawn(conference: Conference, invitation: Invitation | None, kind: str) -> HttpResponse:
    """The paper in one of its two kinds."""
    from foundation.documents import office  # slow to import: only who draws pays for it

    paper = papers.of_invitation(conference, invitation)
    name = papers.file_name(conference, kind)
    if kind == PDF:
        content = library.draw(papers.TEMPLATE, paper=paper).pdf
        return answer_with_bytes(content, name, "application/pdf")
    from conferences.papers.invitation_word import word_of  # slow to import as well

    return answer_with_bytes(word_of(paper), name, office.DOCX)


@require_safe
def invitation_paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The paper to all boards: a draft until it is numbered."""
    return drawn(conference_for(request, "view_conference", pk), None, kind)


@require_safe
def addressed_paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The paper to one board or guest."""
    found = invitation_for(request, "view_conference", pk)
    return drawn(found.conference, found, kind)


def by_token(token: str) -> Invitation:
    """Whose address it is; 404 where it is worth nothing."""
    found = addresses.read(token)
    if found is None:
        raise Http404
    return found


@login_not_required
@asked_or_sent
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """A guest reads the invitation and answers it, by the address in the letter."""
    invitation = by_token(token)
    caller = get_adapter(request).get_client_ip(request)
    if request.POST and limits.exceeds("guest", caller, most=MOST, seconds=MINUTE):
        return limits.answer_too_often(request, seconds=MINUTE)
    form = AnswerInvitationForm(request.POST or None, initial=said_of(invitation))
    if done(form, actions.answer_invitation, invitation, by=None):
        messages.success(request, _("Thank you. The answer has been saved."))
        return redirect("conferences:guest", token)
    context = {"invitation": invitation, "conference": invitation.conference, "form": form}
    context |= {"agenda": agenda_of(invitation.conference), "token": token}
    context["invented"] = invitation.conference.is_invented
    return render(request, "conferences/guest.html", context)


@login_not_required
@require_safe
def guest_paper(_request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """The guest's own copy."""
    found = by_token(token)
    return drawn(found.conference, found, kind)
