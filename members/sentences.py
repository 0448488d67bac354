"""What happened to a board and its people, in sentences: the actor stands before them."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from foundation.audit.log import day, label_of, say
from foundation.jobs.names import name_of
from members.devices import device_of
from members.models import Role

say(
    {
        "members.invite_person": _("invited %(person)s as %(role)s."),
        "members.resend_invitation": _("sent the invitation to %(person)s again."),
        "members.withdraw_invitation": _("withdrew the invitation of %(person)s."),
        "members.accept_invitation": _("accepted the invitation."),
        "members.change_post": _("changed the title of %(person)s to “%(title)s”."),
        "members.end_post": _("ended the post of %(person)s as %(role)s."),
        "members.delegate_powers": _(
            "lent powers to %(person)s from %(since)s to %(until)s: %(reason)s"
        ),
        "members.end_delegation": _("took the powers back from %(person)s."),
        "members.add_contact": _("named %(name)s as a contact."),
        "members.end_contact": _("removed %(name)s as a contact."),
        "members.register_certificate": _("registered the certificate “%(certificate)s”."),
        "members.vouch_for_certificate": _(
            "vouched that the certificate “%(certificate)s” is the board's own."
        ),
        "members.withdraw_certificate": _("withdrew the certificate “%(certificate)s”."),
        "members.enter_seal": _("entered the picture of the seal."),
        "members.ask_factor_reset": _("reported a lost second factor of %(person)s."),
        "members.create_administrator": _("let %(person)s administer the server."),
        "members.retry_job": _("let this work be tried again: %(task)s."),
        "members.reset_factor": _("reset the second factor of %(person)s."),
        "members.change_password": _("changed the password."),
        "members.reset_password": _("chose a new password by a letter's link."),
        "members.add_factor": _("added a second step of signing in: %(kind)s."),
        "members.remove_factor": _("removed a second step of signing in: %(kind)s."),
        "members.end_session": _("signed out the device at %(address)s: %(browser)s"),
        "members.renew_recovery_codes": _("made new recovery codes."),
    },
    role=label_of(Role),
    kind=label_of(Authenticator.Type),
    since=day,
    until=day,
    browser=device_of,
    task=name_of,
)
