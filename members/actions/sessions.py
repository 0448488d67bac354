"""What a person does about the devices on which they are signed in."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from foundation.audit.log import record
from foundation.shortcuts import lock
from members import regulations
from members.models import Account


@transaction.atomic
def end_session(session: UserSession, *, current_key: str, by: Account) -> None:
    """Sign the person out on one other device (đăng xuất một thiết bị).

    ``current_key``: the key of the session from which it is asked. Raises SessionInUse.
    """
    lock(session)
    regulations.check_end_session(session, current_key)
    session.end()
    record("members.end_session", by, by=by, address=session.ip, browser=session.user_agent)
