"""Whether what a board wants to do with its people and papers may be done now."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.documents import pades
from foundation.documents.pades import CertificateReport
from foundation.jobs.models import Job
from foundation.refusals import Refusal
from members import certificates, invitations, queries
from members.models import (
    Account,
    Board,
    Certificate,
    Contact,
    Delegation,
    FactorReset,
    Invitation,
    Post,
    Role,
)


class AlreadyOnBoard(Refusal):
    text = _("%(person)s holds this role on the board already.")
    field = "email"


class LeaderWithoutTitle(Refusal):
    text = _("A leader signs: enter the title as it is printed.")
    field = "title"


class InvitationUnknown(Refusal):
    text = _(
        "This link is not whole, or a newer letter has taken its place. Open the link of the "
        "latest letter, or ask the leader of your board for a new one."
    )


class InvitationUsed(Refusal):
    text = _("The invitation has been used already. Sign in with your address and password.")


class InvitationWithdrawn(Refusal):
    text = _("The invitation was withdrawn. Ask the leader of your board.")


class InvitationExpired(Refusal):
    text = _("The invitation has expired. Ask the leader of your board for a new letter.")


class JoinedAlready(Refusal):
    text = _("%(person)s has joined already and needs no letter.")


class LastLeader(Refusal):
    text = _("%(person)s is the last leader of the board. Invite another one first.")


class EndedAlready(Refusal):
    text = _("This ended on %(day)s already.")


class NotOfTheBoard(Refusal):
    text = _("%(person)s holds no post on the board.")


class PeriodReversed(Refusal):
    text = _("The period ends before it begins.")
    field = "until"


class PeriodPast(Refusal):
    text = _("The period begins in the past.")
    field = "since"


class ToOneself(Refusal):
    text = _("Nobody lends powers to themselves.")
    field = "receiver"


class LeadsAlready(Refusal):
    text = _("%(person)s leads the board already and needs no powers lent.")
    field = "receiver"


class DelegatedAlready(Refusal):
    text = _("%(person)s holds delegated powers in that period already.")
    field = "receiver"


class OutOfReach(Refusal):
    text = _("Give a telephone number or an e-mail address.")
    field = "phone"


class NoCertificate(Refusal):
    text = _("The file is no certificate that can be read.")
    field = "der"


class RegisteredAlready(Refusal):
    text = _("This certificate is registered already.")
    field = "der"


class CertificateNotValidNow(Refusal):
    text = _("The certificate is valid from %(since)s to %(until)s, not today.")
    field = "der"


class CertificateNotForSigning(Refusal):
    text = _("The certificate is not meant for signing: its key usage says something else.")
    field = "der"


class CertificateNamesAnother(Refusal):
    text = _(
        "The certificate names “%(holder)s”: neither the code %(code)s nor the official name of "
        "the board. If it is the board's own nevertheless, its leader can vouch for it."
    )
    field = "der"


class CertificateNotRegistered(Refusal):
    text = _("The certificate “%(holder)s” is not registered for %(board)s and bears another name.")
    field = "certificate"


class CertificateWithdrawn(Refusal):
    text = _("%(board)s has withdrawn this certificate on %(day)s.")
    field = "certificate"


class OnlyLeadersVouch(Refusal):
    text = _("Only a leader of the board can vouch for a certificate that names another.")
    field = "vouched"


class WithdrawnAlready(Refusal):
    text = _("This was withdrawn already.")


class AskedAlready(Refusal):
    text = _("A reset has been asked for already and waits.")


class NoFactor(Refusal):
    text = _("Your account has no second step of signing in: the password alone lets you in.")


class SessionInUse(Refusal):
    text = _("This is the device that you are using. To leave it, sign out.")


class NotGivenUp(Refusal):
    text = _("This work has not been given up: it is done already, or goes on by itself.")


class NotConfirmed(Refusal):
    text = _("Another leader or the keeper has to confirm first who this is.")


class DoneAlready(Refusal):
    text = _("This has been done already.")


def check_invite_person(board: Board, email: str, role: str, title: str) -> None:
    """Nobody holds a role twice at once; what ends today may begin anew."""
    check_title(role, title)
    person = board.posts.filter(account__email=email.strip().lower(), role=role)
    held = person.held_on(clock.today()).exclude(until=clock.today())
    if post := held.select_related("account").first():
        raise AlreadyOnBoard(person=str(post.account))


def check_title(role: str, title: str) -> None:
    """A title stands under a leader's signature (NĐ 30/2020, phụ lục I, ô 7a)."""
    if role == Role.LEADER and not title.strip():
        raise LeaderWithoutTitle


def check_resend_invitation(invitation: Invitation) -> None:
    """While the person has not joined."""
    if invitation.accepted_at or invitation.account.has_usable_password():
        raise JoinedAlready(person=str(invitation.account))
    if invitation.withdrawn_at:
        raise InvitationWithdrawn


def check_withdraw_invitation(invitation: Invitation) -> None:
    """While it is open."""
    check_resend_invitation(invitation)


def check_accept_invitation(invitation: Invitation) -> None:
    """Once, in time, unless withdrawn."""
    if invitation.accepted_at:
        raise InvitationUsed
    if invitation.withdrawn_at:
        raise InvitationWithdrawn
    if invitations.has_expired(invitation):
        raise InvitationExpired


def check_change_post(post: Post, title: str) -> None:
    """While it is held; a leader's keeps a title."""
    check_held(post)
    check_title(post.role, title)


def check_held(post: Post) -> None:
    """What has ended is not changed."""
    if post.until and post.until < clock.today():
        raise EndedAlready(day=post.until)


def check_end_post(post: Post, until: dt.date) -> None:
    """While it is held; never the last leader of a board who has joined."""
    check_held(post)
    if post.until and post.until <= until:
        raise EndedAlready(day=post.until)
    if until < post.since:
        raise PeriodReversed
    if post.role == Role.LEADER and not queries.other_leaders(post, until).exists():
        raise LastLeader(person=str(post.account))


def check_delegate_powers(
    board: Board, giver: Account, receiver: Account, since: dt.date, until: dt.date
) -> None:
    """To somebody else of the board, from today on at the earliest."""
    if until < since:
        raise PeriodReversed
    if since < clock.today():
        raise PeriodPast
    if receiver == giver:
        raise ToOneself
    held = set(board.posts.held_on(since).filter(account=receiver).values_list("role", flat=True))
    if not held:
        raise NotOfTheBoard(person=str(receiver))
    if Role.LEADER in held:
        raise LeadsAlready(person=str(receiver))
    lent = Delegation.objects.filter(board=board, receiver=receiver, ended_at=None)
    if lent.filter(since__lte=until, until__gte=since).exists():
        raise DelegatedAlready(person=str(receiver))


def check_end_delegation(delegation: Delegation) -> None:
    """While it lasts."""
    if delegation.ended_at or (delegation.until and delegation.until < clock.today()):
        raise EndedAlready(day=delegation.until)


def check_end_session(session: UserSession, current_key: str) -> None:
    """Another device than the one in use."""
    if session.session_key == current_key:
        raise SessionInUse


def check_end_contact(contact: Contact) -> None:
    """While it is in use."""
    if contact.until:
        raise EndedAlready(day=contact.until)


def check_add_contact(phone: str, email: str) -> None:
    """Whoever is named can be reached."""
    if not (phone or email):
        raise OutOfReach


def read_certificate(der: bytes) -> CertificateReport:
    """What the certificate says. Raises NoCertificate where it says nothing."""
    try:
        return pades.describe_certificate(der)
    except pades.SigningRefused as wrong:
        raise NoCertificate from wrong


def check_register_certificate(board: Board, der: bytes, *, vouched: bool, by: Account) -> None:
    """Once, while it is valid, for signing, and in the board's name unless the leader vouches."""
    said = read_certificate(der)
    check_validity(said, clock.now())
    if not certificates.may_sign(der):
        raise CertificateNotForSigning
    if board.certificates.filter(sha256=said.fingerprint, withdrawn_at=None).exists():
        raise RegisteredAlready
    if vouched and not by.leads(board.pk):
        raise OnlyLeadersVouch
    name = board.name_on(clock.today())
    if not vouched and not certificates.bears_name(said, board.code, name):
        raise CertificateNamesAnother(holder=said.common_name, code=board.code)


def check_validity(said: CertificateReport, at: dt.datetime) -> None:
    """Valid at that instant."""
    if not said.valid_from <= at <= said.valid_until:
        since, until = clock.day_of(said.valid_from), clock.day_of(said.valid_until)
        raise CertificateNotValidNow(since=since, until=until)


def check_certificate(board: Board, der: bytes, at: dt.datetime) -> None:
    """Whether the board may sign with it at that instant: registered, or in its name.

    What was withdrawn counts no longer, whatever its name. Raises NoCertificate,
    CertificateNotValidNow, CertificateNotForSigning, CertificateWithdrawn and
    CertificateNotRegistered; whether it is trusted is asked when it signs.
    """
    said = read_certificate(der)
    check_validity(said, at)
    if not certificates.may_sign(der):
        raise CertificateNotForSigning
    entered = board.certificates.filter(sha256=said.fingerprint, registered_at__lte=at)
    if entered.filter(withdrawn_at=None).exists():
        return
    name = board.name_on(clock.day_of(at))
    if (last := entered.first()) and last.withdrawn_at:
        raise CertificateWithdrawn(board=name, day=clock.day_of(last.withdrawn_at))
    if not certificates.bears_name(said, board.code, name):
        raise CertificateNotRegistered(holder=said.common_name, board=name)


def check_withdraw_certificate(certificate: Certificate) -> None:
    """Once."""
    if certificate.withdrawn_at:
        raise WithdrawnAlready


def check_ask_factor_reset(account: Account) -> None:
    """Only who has a second factor can lose it; one request at a time."""
    if not account.authenticator_set.exists():
        raise NoFactor
    if account.factor_resets.filter(done_at=None).exists():
        raise AskedAlready


def check_retry_job(job: Job) -> None:
    """Only what was given up begins anew."""
    if job.failed_at is None:
        raise NotGivenUp


def check_reset_factor(reset: FactorReset) -> None:
    """After somebody has vouched for the person, and once."""
    if reset.done_at:
        raise DoneAlready
    if not reset.confirmed_at:
        raise NotConfirmed
