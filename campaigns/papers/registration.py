"""The paper of a board's registration (bản đăng ký thi đua): what it says."""

import datetime as dt
from typing import Any

from django.conf import settings

from campaigns.goals import Goals
from campaigns.models import Campaign, Holder, Registration
from foundation import clock
from foundation.documents.words import in_figures, province_committee
from members.models import Role
from members.signers import Signer, head_title, signer_among

TEMPLATE = "documents/registration.html"
HOLDERS = {
    Holder.BOARD.value: "Tập thể Ban",
    Holder.UNIT.value: "Tập thể thuộc Ban",
    Holder.PERSON.value: "Cá nhân",
}


def of_registration(
    registration: Registration, goals: Goals, *, in_hand: bool = False
) -> dict[str, Any]:
    """What the paper says; ``goals``: what of it the reader may see.

    What the board has in hand is a draft: without a day and without a name.
    """
    day = None if in_hand else day_of(registration)
    known = {row.indicator_id: row.indicator for row in registration.targets.all()}
    return {
        **head_of(registration, day),
        "grounds": grounds_of(registration.campaign),
        "movements": [line.strip() for line in goals.movements.splitlines() if line.strip()],
        "targets": [
            {
                "name": each.name,
                "unit": each.unit,
                "plan": in_figures(goals.targets[pk].plan, each.decimals),
                "note": goals.targets[pk].note,
            }
            for pk, each in known.items()
            if pk in goals.targets
        ],
        "aims": [{"title": a.title, "holder": HOLDERS[a.holder], "count": a.count}
                 for a in goals.aims],
        "signer": signer_of(registration, day),
        "recipients": [f"Khối trưởng, Khối phó {registration.bloc}", "Lãnh đạo Ban", "Lưu: VT"],
        "code": "",
        "demo": settings.DEMO or registration.is_invented,
        "invented": registration.is_invented,
    }  # fmt: skip


def day_of(registration: Registration) -> dt.date | None:
    """The day that the paper bears: that of the last handing in, in Vietnam."""
    return clock.day_of(registration.submitted_at) if registration.submitted_at else None


def head_of(registration: Registration, day: dt.date | None) -> dict[str, Any]:
    """Who registers what, where and when."""
    board = registration.board
    return {
        "authority": province_committee(board.province),
        "bloc": board.name_on(day or clock.today()),
        "number": f"Số: {registration.paper_number}" if registration.paper_number else "",
        "place": board.province,
        "dated_on": day,
        "made_on": day or clock.day_of(registration.changed_at),
        "year": registration.year,
        "addressed_to": f"Khối trưởng {registration.bloc.name}",
        "is_draft": day is None,
    }


def grounds_of(campaign: Campaign) -> list[str]:
    """The law under which the year stands."""
    regime = campaign.regime
    circulars = (regime.ministry_circular or regime.circular).split(";")
    laws = [regime.law, regime.decree, *(each.strip() for each in circulars)]
    return [f"Căn cứ {law}" for law in laws if law]


def signer_of(registration: Registration, day: dt.date | None) -> Signer:
    """Who stands below: whoever handed it in, on that day; before that the board's head."""
    posts = list(registration.board.posts.held_on(day or clock.today()).select_related("account"))
    if day and registration.submitted_by:
        return signer_among(posts, registration.submitted_by)
    return Signer("", [head_title([post for post in posts if post.role == Role.LEADER]).upper()])


def file_name(registration: Registration) -> str:
    """Of whom, of when."""
    return f"dang-ky-thi-dua-{registration.year}-{registration.board.code}.pdf"
