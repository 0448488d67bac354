"""The demo's hand-over: the chief of the case's year gives its papers to the next one."""

import datetime as dt

import conferences.actions
from campaigns.models import Campaign
from conferences.queries.conferences import closing_held
from conferences.queries.hand_over import chiefs_around, hand_over_of
from config.demo.minutes import sign_all
from config.demo.play import on
from config.demo.year import Year
from foundation import clock
from foundation.jobs import queue

AFTERWARDS = dt.time(9)
REMARKS = (
    "Hồ sơ trình bộ của năm đã gửi; khi bộ có quyết định thì báo cho các đơn vị.\n"
    "Danh sách khách mời của tỉnh, của bộ ở trang bàn giao."
)


def hand_over(year: Year, campaign: Campaign, day: dt.date) -> None:
    """On the old chief's last day, if it has come and another board is chief then."""
    found = hand_over_of(campaign)
    if day > clock.today() or (found and found.received_at):
        return
    with on(day):
        chiefs = chiefs_around(campaign)
        boards = {term.board_id for term in chiefs.values()}
        if len(chiefs) < len((campaign.year, campaign.year + 1)) or len(boards) == 1:
            return
        giver = year.leader(chiefs[campaign.year].board)
        receiver = year.leader(chiefs[campaign.year + 1].board)
        made = conferences.actions.prepare_hand_over(campaign, remarks=REMARKS, by=giver)
        made.refresh_from_db()
        conferences.actions.hand_over_year(made, by=giver)
        conferences.actions.receive_year(made, by=receiver)
        queue.sweep()
    if conference := closing_held(campaign):
        sign_all(conference, dt.datetime.combine(day, AFTERWARDS), year.keyring)
    year.say(f"Bàn giao năm {campaign.year}: {made.papers} văn bản cho {made.receiver}")
