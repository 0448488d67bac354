"""What the bloc did together in a year, as the demo plays it. All of it is invented, and says so.

Hosts, places and who comes follow from the boards of the case, whatever case it is; the one
photo of each activity is a drawing that says that it is none.
"""

import datetime as dt
import io
import subprocess
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw, ImageFont

import campaigns.actions
from campaigns.models import Activity, ActivityKind, BoardYear
from campaigns.sharing import equal_shares
from config.demo.play import on
from config.demo.prose import INVENTED
from foundation.documents import photos
from members.models import Board

DAY = dt.timedelta(days=1)
AHEAD = 24 * DAY  # the activity that is still to come
EARLIER = 30 * DAY  # so long before its day an activity is planned
SIZE = (1600, 1067)  # pixels
SKY, GROUND, SIGN, INK = (214, 228, 240), (176, 203, 166), (255, 255, 255), (60, 60, 60)
FONT = "Liberation Sans:charset=1ea2"  # Ả: an older package of that name cannot write it
SAYS = "ẢNH MINH HỌA – DEMO"


@dataclass(frozen=True)
class Plot:
    """An activity of which the demo tells."""

    kind: str
    name: str
    month: int
    day: int
    lasts: int  # days
    venue: str
    about: str
    outcome: str
    caption: str
    cost: int  # đồng, for each board that comes


PLOTS = (
    Plot(
        ActivityKind.SPORT,
        "Hội thao các ban quản lý trong khối",
        6, 18, 2,
        "Nhà thi đấu thể thao",
        "Bóng bàn, cầu lông, kéo co. Mỗi đơn vị cử một đoàn; kinh phí chia đều.",
        "Đã trao 5 giải tập thể và 12 giải cá nhân. Các đoàn thi đấu đoàn kết, an toàn.",
        "Hai đội kéo co trước khán đài",
        3_000_000,
    ),
    Plot(
        ActivityKind.SOCIAL,
        "Thăm, tặng quà gia đình chính sách",
        7, 24, 1,
        "Trung tâm điều dưỡng người có công",
        "Nhân ngày Thương binh – Liệt sĩ. Mỗi đơn vị đóng góp như nhau.",
        "Đã trao 40 suất quà cho gia đình chính sách và người có công.",
        "Đại diện các đơn vị trao quà",
        2_500_000,
    ),
    Plot(
        ActivityKind.EXCHANGE,
        "Trao đổi kinh nghiệm số hóa thủ tục hành chính",
        9, 17, 1,
        "Hội trường ban quản lý",
        "Giới thiệu cách làm dịch vụ công trực tuyến; tham quan bộ phận một cửa.",
        "Có 4 tham luận; các đơn vị thống nhất dùng chung một bộ biểu mẫu điện tử.",
        "Các đại biểu tại bộ phận một cửa",
        1_000_000,
    ),
)  # fmt: skip
COMING = Plot(
    ActivityKind.CHARITY,
    "Chung tay vì học sinh vùng khó khăn",
    0, 0, 1,
    "Trường dân tộc nội trú",
    "Trao áo ấm, sách vở và học bổng. Đề nghị các đơn vị trả lời số người tham gia.",
    "",
    "",
    0,
)  # fmt: skip


def play(emulation: Any, *, unfinished: bool) -> None:
    """The activities of the year that have been; ``unfinished``: one to come as well."""
    for number, plot in enumerate(PLOTS):
        since = dt.date(emulation.number, plot.month, plot.day)
        boards = emulation.boards(since)
        if boards and emulation.happens(since + 10 * DAY):
            held(emulation, plot, since, boards, boards[number % len(boards)])
    since = min(emulation.today + AHEAD, emulation.campaign.closes_on)
    boards = emulation.boards(since)
    if unfinished and boards and since > emulation.today:
        to_come(emulation, since, boards)


def planned(emulation: Any, plot: Plot, since: dt.date, host: Board) -> Activity:
    """The activity as the secretary has planned it; twice is once."""
    until = since + (plot.lasts - 1) * DAY
    found = emulation.campaign.activities.filter(name=plot.name).first()
    return found or campaigns.actions.plan_activity(
        emulation.campaign,
        kind=plot.kind,
        name=plot.name,
        since=since,
        until=min(until, emulation.campaign.closes_on),
        place=f"{plot.venue}, {host.province}",
        host=host,
        about=f"{plot.about} {INVENTED}",
        is_invented=True,
        by=emulation.year.secretary(emulation.number),
    )


def held(emulation: Any, plot: Plot, since: dt.date, boards: list[Board], host: Board) -> None:
    """Planned, settled, told of and shown."""
    with on(max(emulation.first, since - EARLIER)):
        activity = planned(emulation, plot, since, host)
    if activity.outcome:
        return
    people = {str(board.pk): people_of(board, boards, host) for board in boards}
    coming = [key for key, number in people.items() if number]
    shares = dict(zip(coming, equal_shares(plot.cost * len(coming), len(coming)), strict=True))
    with on(max(emulation.first, activity.until + 5 * DAY)):
        secretary = emulation.year.secretary(emulation.number)
        lines = {key: (number, shares.get(key, 0)) for key, number in people.items()}
        campaigns.actions.settle_activity(activity, lines=lines, by=secretary)
        if not activity.photos.exists():
            drawing = drawn(f"{plot.name} {emulation.number}")
            by = emulation.writer(host)
            campaigns.actions.add_photo(
                activity, photograph=drawing, caption=f"{plot.caption} (ảnh minh họa)", by=by
            )
        outcome = f"{plot.outcome} {INVENTED}"
        campaigns.actions.tell_activity(activity, outcome=outcome, by=emulation.writer(host))


def to_come(emulation: Any, since: dt.date, boards: list[Board]) -> None:
    """Planned today; a third of the boards have answered, the others may."""
    with on(emulation.today):
        activity = planned(emulation, COMING, since, boards[-1])
        for board in boards[: len(boards) // 3]:
            campaigns.actions.take_part(
                BoardYear(emulation.campaign, board),
                activity=activity,
                people=people_of(board, boards, boards[-1]),
                by=emulation.writer(board),
            )


def people_of(board: Board, boards: list[Board], host: Board) -> int:
    """Between 4 and 9, the host more; of many boards one does not come."""
    place = boards.index(board)
    if board == host:
        return 15
    return 0 if place == 4 else 4 + place * 5 % 6  # noqa: PLR2004 -- the fifth stays at home


def font(size: int) -> ImageFont.FreeTypeFont:
    """One that writes Vietnamese; script/setup has asked fontconfig for it too."""
    asked = ["fc-match", "--format=%{file}", FONT]
    found = subprocess.run(asked, capture_output=True, check=True, text=True)
    return ImageFont.truetype(found.stdout, size)


def drawn(title: str) -> photos.Photograph:
    """A plain drawing that says what it is."""
    picture = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(picture)
    width, height = SIZE
    pen.rectangle((0, height * 2 // 3, width, height), fill=GROUND)
    pen.rectangle((width // 8, height // 4, width * 7 // 8, height * 5 // 8), fill=SIGN)
    large, small = font(92), font(46)
    pen.text((width // 2, height * 3 // 8), SAYS, fill=INK, font=large, anchor="mm")
    pen.text((width // 2, height // 2), title, fill=INK, font=small, anchor="mm")
    held_in = io.BytesIO()
    picture.save(held_in, "PNG")
    return photos.developed(held_in.getvalue())
