"""What the records say of results: targets, titles, examples, evaluation. Pure."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from campaigns import rates
from campaigns.compiling.words import NUMBER, figure, numbered, span
from campaigns.sources import Aimed, Asked, Measured, Member, Sources
from campaigns.summary_parts import Column, Drawn, Fact, Table
from foundation.documents.words import in_figures

EXAMPLES = {
    "person": "Cá nhân điển hình",
    "collective": "Tập thể điển hình",
    "model": "Mô hình mới",
}
KINDS = {
    "sport": "thể thao",
    "exchange": "giao lưu, trao đổi kinh nghiệm",
    "social": "an sinh xã hội",
    "charity": "từ thiện",
    "other": "hoạt động khác",
}
PARTS = {
    "chief": "công tác của Khối trưởng",
    "deputy": "công tác của Khối phó",
    "work": "hoạt động của Khối",
    "members": "sự tham gia của các thành viên",
}
HOLDERS = {"board": "Ban", "unit": "Đơn vị thuộc Ban", "person": "Cá nhân"}


def work(sources: Sources) -> list[Drawn]:
    """Indicator by indicator, then board by board."""
    done, total = len(sources.accepted), len(sources.members)
    if not done:
        words = "Chưa có báo cáo tổng kết năm nào được chấp nhận nên chưa tổng hợp được số liệu."
        return [Fact("work", words)]
    rest = "" if done == total else " Số liệu của các đơn vị còn lại chưa được tính."
    return [
        Fact(
            "work", f"Số liệu tổng hợp từ báo cáo được chấp nhận của {done}/{total} đơn vị.{rest}"
        ),
        Fact("sums", SUMS),
        by_indicator(sources),
        by_board(sources),
    ]


SUMS = (
    "Kế hoạch và thực hiện chỉ được cộng ở những chỉ tiêu cộng được, trên các đơn vị có cả hai số; "
    "tỷ lệ phần trăm và số bình quân không cộng."
)


def by_indicator(sources: Sources) -> Table:
    """Plan and actual summed where the unit adds up, and how many boards have reached it."""
    columns = (
        NUMBER,
        Column("Chỉ tiêu", 57),
        Column("Đơn vị tính", 20, "center"),
        Column("Kế hoạch", 23, "right"),
        Column("Thực hiện", 23, "right"),
        Column("Tỷ lệ (%)", 15, "right"),
        Column("Số đơn vị đạt", 17, "center"),
    )
    rows = numbered(indicator_row(each, sources.accepted) for each in sources.indicators)
    return Table("by-indicator", "Kết quả thực hiện các chỉ tiêu", columns, rows)


def indicator_row(indicator: Measured, members: Sequence[Member]) -> tuple[str, ...]:
    """One line of the table."""
    found = [known for each in members if (known := each.figure_of(indicator))]
    counted = [each for each in found if each.is_counted]
    reached = sum(bool(each.reached(indicator)) for each in members)
    plan = actual = rate = None
    if counted and indicator.adds_up:
        plan = sum((each.plan or Decimal(0) for each in counted), Decimal(0))
        actual = sum((each.actual or Decimal(0) for each in counted), Decimal(0))
        rate = rates.rate(actual, plan, indicator.better)
    return (
        indicator.name,
        indicator.unit,
        figure(plan, indicator.decimals),
        figure(actual, indicator.decimals),
        figure(rate, 1),
        f"{reached}/{len(counted)}",
    )


def by_board(sources: Sources) -> Table:
    """How many of its targets each board has reached."""
    columns = (
        NUMBER,
        Column("Đơn vị", 85),
        Column("Chỉ tiêu có kế hoạch", 25, "center"),
        Column("Đạt và vượt", 22, "center"),
        Column("Chưa đạt", 23, "center"),
    )
    rows = []
    for member in sources.accepted:
        judged = [member.reached(each) for each in sources.indicators]
        counted = [each for each in judged if each is not None]
        done = sum(counted)
        rows.append((member.name, str(len(counted)), str(done), str(len(counted) - done)))
    return Table("by-board", "Kết quả theo từng đơn vị", columns, numbered(rows))


def awards(sources: Sources) -> list[Drawn]:
    """What the boards aim at; what they were given is not recorded yet."""
    aims = [(member, aim) for member in sources.members for aim in member.aims]
    if not aims:
        return [Fact("aims", "Chưa đơn vị nào đăng ký danh hiệu thi đua, hình thức khen thưởng.")]
    columns = (
        NUMBER,
        Column("Danh hiệu, hình thức khen thưởng", 75),
        Column("Đối tượng", 36),
        Column("Số đơn vị đăng ký", 22, "center"),
        Column("Số lượng", 22, "center"),
    )
    names = dict.fromkeys((aim.title, aim.holder) for _member, aim in aims)
    rows = numbered(aim_row(name, aims) for name in names)
    boards = len({member.name for member, _aim in aims})
    total = len(sources.members)
    told = f"{boards}/{total} đơn vị đăng ký danh hiệu thi đua, hình thức khen thưởng năm"
    return [
        Fact("aims", f"{told} {sources.year}."),
        Table("aims-table", "Danh hiệu, hình thức khen thưởng đã đăng ký", columns, rows),
        Fact("given", "Kết quả bình xét, khen thưởng của năm chưa được ghi nhận."),
    ]


def aim_row(
    name: tuple[str, str], aims: Iterable[tuple[Member, Aimed]]
) -> tuple[str, str, str, str]:
    """One title: how many boards, for how many."""
    title, holder = name
    mine = [(member, aim) for member, aim in aims if (aim.title, aim.holder) == name]
    boards = len({member.name for member, _aim in mine})
    return title, HOLDERS[holder], str(boards), str(sum(aim.count for _member, aim in mine))


def activities(sources: Sources) -> list[Drawn]:
    """What the bloc did together, then examples with who does the same."""
    return [*held(sources), *examples(sources)]


def held(sources: Sources) -> list[Drawn]:
    """The activities of the year, with what came of them."""
    found = sources.activities
    if not found:
        return [Fact("activities", "Trong năm chưa ghi nhận hoạt động chung nào của Khối.")]
    people, cost = sum(each.people for each in found), sum(each.cost for each in found)
    paid = f", tổng kinh phí đóng góp {in_figures(Decimal(cost))} đồng" if cost else ""
    columns = (
        NUMBER,
        Column("Hoạt động", 58),
        Column("Thời gian, địa điểm", 42),
        Column("Đơn vị đăng cai", 31),
        Column("Đơn vị tham gia", 24, "center"),
    )
    rows = numbered(
        (
            f"{each.name} ({KINDS[each.kind]})",
            f"{span(each.since, each.until)}, {each.place}",
            each.host,
            f"{each.boards} ({each.people} người)",
        )
        for each in found
    )
    told = f"Khối tổ chức {len(found)} hoạt động chung, {people} lượt người tham gia{paid}."
    outcomes = [
        Fact(f"outcome-{each.name}-{each.since}", f"{each.name}: {each.outcome}")
        for each in found
        if each.outcome
    ]
    return [
        Fact("activities", told),
        Table("activities-table", "Hoạt động chung của Khối", columns, rows),
        *outcomes,
    ]


def examples(sources: Sources) -> list[Drawn]:
    """Advanced examples and new models."""
    found = sources.examples
    if not found:
        words = "Trong năm chưa có điển hình tiên tiến, mô hình mới nào được công bố."
        return [Fact("examples", words)]
    adopted = sum(each.adopted for each in found)
    columns = (
        NUMBER,
        Column("Điển hình, mô hình", 65),
        Column("Loại", 32),
        Column("Đơn vị", 38),
        Column("Số đơn vị áp dụng", 20, "center"),
    )
    rows = numbered(
        (each.name, EXAMPLES[each.kind], each.board, str(each.adopted)) for each in found
    )
    told = (
        f"Các đơn vị công bố {len(found)} điển hình tiên tiến, mô hình mới, được đơn vị khác "
        f"áp dụng {adopted} lượt."
    )
    return [
        Fact("examples", told),
        Table("examples-table", "Điển hình tiên tiến, mô hình mới", columns, rows),
    ]


def evaluation(sources: Sources) -> list[Drawn]:
    """What the boards said in secret, once it is published; never who."""
    found = sources.evaluation
    if found is None:
        return [Fact("evaluation", "Chưa có kết quả đánh giá nào được công bố.")]
    told = f"Khối lấy phiếu đánh giá kín: {found.answers}/{found.invited} đơn vị trả lời."
    if not found.questions:
        mean = figure(found.merged, 2)
        merged = (
            f"Số phiếu dưới ngưỡng {found.threshold} nên mọi điểm được gộp chung, không nêu ý "
            f"kiến: điểm trung bình {mean}/5."
        )
        return [Fact("evaluation", told), Fact("merged", merged)]
    comments = [
        Fact(f"comment-{number}", f"Ý kiến về {PARTS[part]}: “{text}”.")
        for number, (part, text) in enumerate(found.comments, 1)
    ]
    return [Fact("evaluation", told), marks(found.questions), *comments]


def marks(questions: Sequence[Asked]) -> Table:
    """The mean of each question."""
    columns = (
        NUMBER,
        Column("Nội dung đánh giá", 74),
        Column("Về", 41),
        Column("Số phiếu", 18, "center"),
        Column("Điểm trung bình (thang 5)", 22, "center"),
    )
    rows = numbered(
        (each.question, each.whose or PARTS[each.part], str(each.answered), figure(each.mean, 2))
        for each in questions
    )
    return Table("marks", "Kết quả đánh giá", columns, rows)
