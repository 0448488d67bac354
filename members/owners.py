"""Whose account an invitation reached, where it is not the person named."""

from django.forms import Form
from django.utils.translation import gettext as _

from members.models import Account


def owner_named_otherwise(full_name: str, email: str) -> str:
    """The name on the account of that address where it is not the one typed; else nothing."""
    account = Account.objects.filter(email=email.strip().lower()).first()
    if account is None or account.full_name.casefold() == full_name.strip().casefold():
        return ""
    return account.full_name


def words_for_owner(form: Form) -> str:
    """Whose account the post went to, where the typed name is another; else nothing."""
    typed = {"full_name": form.cleaned_data["full_name"], "email": form.cleaned_data["email"]}
    name = owner_named_otherwise(**typed)
    said = _("%(email)s has an account already, of %(name)s; the post went to that account.")
    return said % {"email": typed["email"], "name": name} if name else ""
