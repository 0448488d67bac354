"""Activities for the walk through all pages: one that has been, one to come, one called off."""

import datetime as dt
import io
from types import SimpleNamespace
from typing import Any

from PIL import Image

import campaigns.actions
from campaigns.models import Activity, ActivityKind, BoardYear
from foundation import clock
from foundation.documents import photos
from members.models import Board


def photograph(number: int) -> photos.Photograph:
    """A plain picture, another one for every number."""
    held = io.BytesIO()
    Image.new("RGB", (640, 400 + number), (40, 80, 120)).save(held, "JPEG")
    return photos.developed(held.getvalue())


def planned(site: SimpleNamespace, days: int, **facts: Any) -> Activity:
    """So many days from today, held by the chief's board."""
    day = clock.today() + dt.timedelta(days=days)
    usual = {
        "kind": ActivityKind.SPORT, "name": "Hội thao khối", "since": day, "until": day,
        "place": "Nhà thi đấu", "host": site.chief, "about": "Bóng bàn và cầu lông",
    }  # fmt: skip
    by = site.people["secretary"]
    return campaigns.actions.plan_activity(site.open.campaign, **{**usual, **facts}, by=by)


def activities(site: SimpleNamespace) -> None:
    """As many to come as there are boards; all but the last board have answered."""
    secretary = site.people["secretary"]
    site.held = planned(site, -10, name="Thăm gia đình chính sách", kind=ActivityKind.SOCIAL)
    away = planned(site, 3, name="Giao lưu chuyển đổi số", kind=ActivityKind.EXCHANGE)
    campaigns.actions.call_off_activity(away, reason="Bão số 4", by=secretary)
    for place, each in enumerate(site.boards):
        site.coming = planned(site, 20 + place, name=f"Hội thao lần {place + 1}", host=each)
    others: list[Board] = site.boards[:-1]
    for each in others:
        campaigns.actions.take_part(
            BoardYear(site.open.campaign, each), activity=site.coming, people=4, by=secretary
        )
    lines = {str(each.pk): (5, 2_000_000) for each in others}
    campaigns.actions.settle_activity(site.held, lines=lines, by=secretary)
    campaigns.actions.tell_activity(site.held, outcome="Đã trao 20 suất quà.", by=secretary)
    for number, each in enumerate(site.boards):
        site.photo = campaigns.actions.add_photo(
            site.held, photograph=photograph(number), caption=f"Trao quà cùng {each}", by=secretary
        )
