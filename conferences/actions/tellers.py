"""Who counts the votes, and the pass-phrase by which they open a box."""

from collections.abc import Sequence

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from conferences.models import Conference, Teller
from conferences.queries import ballots as queries
from conferences.regulations import ballots as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.ballots import tellers as keys
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def name_tellers(conference: Conference, *, tellers: Sequence[Account], by: Account) -> None:
    """These count the votes, the first at the head (cử tổ kiểm phiếu).

    Who counts already stays with the pass-phrase; the same people again change nothing.
    Raises ConferenceCalledOff, TellersTooFew and TellersFixed.
    """
    lock(conference)
    regulations.check_name_tellers(conference, tellers)
    wanted = list(dict.fromkeys(tellers))
    standing = {each.account: each for each in queries.tellers_of(conference)}
    if list(standing) == wanted:
        return
    for account, teller in standing.items():
        if account not in wanted:
            teller.ended_at, teller.ended_by = clock.now(), by
            teller.save(update_fields=["ended_at", "ended_by"])
    for position, account in enumerate(wanted, 1):
        facts = {"conference": conference, "account": account, "named_by": by}
        teller = standing.get(account) or Teller(**facts)
        teller.position = position
        teller.save()
    record("conferences.name_tellers", conference, by=by, names=", ".join(map(str, wanted)))


@sensitive_variables()
@transaction.atomic
def set_pass_phrase(teller: Teller, *, passphrase: str, by: Account) -> None:
    """Make the teller's own key under a pass-phrase; a former one is forgotten (đặt mật khẩu).

    Raises ConferenceCalledOff, TellersFixed and PassphraseShort.
    """
    lock(teller)
    regulations.check_set_phrase(teller)
    teller.keyholder = keys.make_holder(f"teller-{teller.pk}", passphrase)
    teller.tried_at = None
    teller.save(update_fields=["keyholder", "tried_at"])
    record("conferences.set_pass_phrase", teller.conference, by=by)


@sensitive_variables()
@transaction.atomic
def try_pass_phrase(teller: Teller, *, passphrase: str, by: Account) -> None:
    """Show that one remembers it, before it is needed (thử mật khẩu).

    Raises PhraseMissing and PassphraseWrong.
    """
    lock(teller)
    regulations.check_try_phrase(teller)
    assert teller.keyholder, "checked"
    keys.private_of(teller.keyholder, passphrase)
    teller.tried_at = clock.now()
    teller.save(update_fields=["tried_at"])
    record("conferences.try_pass_phrase", teller.conference, by=by)
