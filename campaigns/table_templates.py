"""Two tables of points to begin with: examples for reference, of 1000 and of 100 points.

The shares of the groups are those of blocs' tables since guidance 1122/2011, the lines fit
management boards (domain reference, §2.4: recalled, no law prescribes them). A table that is
begun with one says so until and after its approval (``ScoringTable.is_example``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from campaigns.catalogue import TYPICAL
from campaigns.layouts import ConditionText, CriterionText, GroupText, Layout, TieText
from campaigns.models import ConditionKind, CriterionKind, Filler, Formula, Tie

Numbers = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Line:
    """A line of an example, in points of the table of 1000; ``indicator``: a typical one's code."""

    name: str
    maximum: int
    kind: str = CriterionKind.MET
    formula: str = ""
    indicator: str = ""
    bands: Numbers = ()
    each: int | None = None
    minimum: int = 0
    filled_by: str = Filler.BOARD
    evidence: str = ""


def by_plan(indicator: str, maximum: int) -> Line:
    """A line in proportion to the plan, named as its indicator."""
    name = next(each.name for each in TYPICAL if each.code == indicator)
    return Line(
        name, maximum, CriterionKind.QUANTITATIVE, Formula.LINEAR, indicator,
        evidence="Báo cáo tổng kết và số liệu của cơ quan quản lý",
    )  # fmt: skip


def by_figure(indicator: str, maximum: int, bands: Numbers) -> Line:
    """A line in bands of the figure itself."""
    name = next(each.name for each in TYPICAL if each.code == indicator)
    return Line(name, maximum, CriterionKind.QUANTITATIVE, Formula.VALUE_BANDS, indicator, bands)


def counted(name: str, each: int, maximum: int, evidence: str = "") -> Line:
    return Line(name, maximum, CriterionKind.COUNTED, each=each, evidence=evidence)


def bonus(name: str, each: int, maximum: int, evidence: str = "") -> Line:
    return Line(name, maximum, CriterionKind.ADJUSTMENT, each=each, evidence=evidence)


def penalty(name: str, each: int, minimum: int) -> Line:
    return Line(
        name, 0, CriterionKind.ADJUSTMENT, each=each, minimum=minimum, filled_by=Filler.SECRETARY
    )


POLITICAL = (
    by_plan("domestic-capital", 70),
    by_plan("foreign-capital", 70),
    by_plan("disbursed-capital", 70),
    by_plan("domestic-projects", 40),
    by_plan("occupancy", 60),
    by_plan("revenue", 60),
    by_plan("export", 40),
    by_plan("jobs", 40),
    by_figure("on-time", 50, ((98, 50), (95, 40), (90, 25))),
    by_plan("online", 30),
    by_plan("inspections", 20),
    by_plan("wastewater", 30),
    by_figure("accidents", 20, ((0, 20), (1, 10))),
)
PARTY = (
    Line("Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", 50, evidence="Kế hoạch"),
    Line("Thực hiện nghị quyết của Đảng, chính sách, pháp luật của Nhà nước", 40),
    Line("Thực hiện dân chủ ở cơ sở", 40, evidence="Quy chế, báo cáo thực hiện"),
    Line("Thực hành tiết kiệm, chống lãng phí, phòng, chống tham nhũng", 30),
    Line(
        "Tổ chức đảng, đoàn thể hoàn thành tốt nhiệm vụ trở lên", 40, evidence="Quyết định xếp loại"
    ),
)
EMULATION = (
    Line("Đăng ký thi đua và ký giao ước đúng hạn", 20, evidence="Bản đăng ký, giao ước đã ký"),
    Line("Hưởng ứng phong trào “Đồng hành cùng doanh nghiệp”", 20, evidence="Báo cáo kết quả"),
    Line("Hưởng ứng phong trào thi đua thực hiện văn hóa công sở", 20, evidence="Báo cáo kết quả"),
    Line("Hưởng ứng phong trào do khối phát động", 20, evidence="Báo cáo kết quả"),
    counted("Mô hình mới, điển hình tiên tiến được công nhận", 10, 20, "Quyết định công nhận"),
    Line("Khen thưởng đột xuất, theo chuyên đề", 10, evidence="Quyết định khen thưởng"),
    Line("Báo cáo sơ kết, tổng kết đầy đủ, đúng hạn", 20, filled_by=Filler.SECRETARY),
    Line("Tham dự đầy đủ hội nghị của khối", 10, filled_by=Filler.SECRETARY),
    Line("Tham gia hoạt động chung: thể thao, an sinh xã hội", 10),
    penalty("Nộp muộn bản đăng ký, báo cáo hoặc bảng tự chấm", -5, -10),
    penalty("Vắng mặt tại hội nghị của khối không có lý do", -5, -10),
)
EXTRA = (
    bonus("Được tặng cờ, bằng khen của Nhà nước, Chính phủ, bộ, tỉnh", 10, 20, "Quyết định"),
    bonus("Sáng kiến, mô hình mới được đơn vị khác trong khối áp dụng", 10, 20, "Xác nhận áp dụng"),
    bonus("Đăng cai hoạt động của khối, làm Khối trưởng hoặc Khối phó", 10, 10),
)
GROUPS = (
    ("Nhiệm vụ chính trị, chuyên môn", 600, False, POLITICAL),
    ("Chủ trương của Đảng, pháp luật của Nhà nước, xây dựng Đảng, đoàn thể", 200, False, PARTY),
    ("Công tác thi đua, khen thưởng", 150, False, EMULATION),
    ("Điểm thưởng", 50, True, EXTRA),
)
TO_VERIFY = "Mẫu tham khảo, cần kiểm tra lại"
EXCLUSIONS = (
    "Không đăng ký thi đua hoặc không ký giao ước thi đua",
    "Không nộp báo cáo tổng kết hoặc bảng tự chấm điểm",
    "Tập thể hoặc người đứng đầu bị kỷ luật, đang bị thanh tra hoặc giải quyết khiếu nại, tố cáo",
    "Báo cáo, minh chứng sai sự thật",
    "Tham gia khối chưa đủ một năm",
)


@dataclass(frozen=True)
class Template:
    """An example of a table (mẫu tham khảo); ``divisor``: of the points of the table of 1000."""

    code: str
    maximum: Decimal
    divisor: Decimal = field(default=Decimal(1))


TEMPLATES = {
    each.code: each
    for each in (Template("1000", Decimal(1000)), Template("100", Decimal(100), Decimal(10)))
}


def layout_of(template: Template, indicators: Mapping[str, int]) -> Layout:
    """The example as a table; ``indicators``: the bloc's, by their names in small letters.

    A line whose indicator the bloc does not have stands without one.
    """
    groups = tuple(
        GroupText(
            name,
            maximum / template.divisor,
            is_bonus,
            tuple(criterion_of(line, template, indicators) for line in lines),
        )
        for name, maximum, is_bonus, lines in (
            (name, Decimal(maximum), is_bonus, lines) for name, maximum, is_bonus, lines in GROUPS
        )
    )
    first, _second, third, _extra = (group.key for group in groups)
    return Layout(
        maximum=template.maximum,
        groups=groups,
        conditions=tuple(
            ConditionText(ConditionKind.EXCLUSION, text, TO_VERIFY) for text in EXCLUSIONS
        ),
        tie_breaks=(
            TieText(Tie.GROUP, first), TieText(Tie.GROUP, third), TieText(Tie.BONUS),
            TieText(Tie.VOTE),
        ),
    )  # fmt: skip


def criterion_of(line: Line, template: Template, indicators: Mapping[str, int]) -> CriterionText:
    """A line in the points of that example."""
    names = {each.code: each.name.casefold() for each in TYPICAL}
    return CriterionText(
        name=line.name,
        kind=line.kind,
        maximum=line.maximum / template.divisor,
        minimum=line.minimum / template.divisor,
        points_each=None if line.each is None else line.each / template.divisor,
        formula=line.formula,
        bands=tuple((Decimal(bound), points / template.divisor) for bound, points in line.bands),
        indicator=indicators.get(names.get(line.indicator, "")),
        filled_by=line.filled_by,
        evidence=line.evidence,
    )
