"""A person's calendar program may read the deadlines, or may no longer."""

from django.db import transaction

from campaigns.models import CalendarFeed
from foundation import clock
from foundation.audit.log import record
from members.models import Account


@transaction.atomic
def make_calendar_address(account: Account, *, by: Account) -> CalendarFeed:
    """A new address of the person's calendar; the one before dies (tạo địa chỉ lịch cá nhân)."""
    hold(account)
    end_addresses(account, by)
    feed = CalendarFeed.objects.create(account=account)
    record("campaigns.make_calendar_address", account, by=by)
    return feed


@transaction.atomic
def withdraw_calendar_address(account: Account, *, by: Account) -> None:
    """The address is worth nothing from now on (hủy địa chỉ lịch cá nhân); twice is once."""
    hold(account)
    if end_addresses(account, by):
        record("campaigns.withdraw_calendar_address", account, by=by)


def hold(account: Account) -> None:
    """Let nobody else make or withdraw the person's address until this is done."""
    Account.objects.select_for_update().get(pk=account.pk)


def end_addresses(account: Account, by: Account) -> int:
    """Withdraw the address that is in use; how many those were."""
    in_use = CalendarFeed.objects.filter(account=account, withdrawn_at=None)
    return in_use.update(withdrawn_at=clock.now(), withdrawn_by=by)
