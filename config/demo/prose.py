"""Words that no source gives: what boards write in the demo. Each says that it is invented."""

from typing import Any

from bloc.models import Bloc, Ministry
from campaigns.models import Heading, Report, ReportKind
from foundation.figures import figure_words
from members.models import Board

SLOGAN = "Đoàn kết, kỷ cương, đổi mới, cùng doanh nghiệp phát triển (DEMO)"
KEY_TASKS = (
    "Thu hút đầu tư, giải ngân vốn, hoàn thành kế hoạch năm\n"
    "Cải cách thủ tục hành chính, chuyển đổi số\n"
    "Bảo vệ môi trường, an toàn lao động trong các khu"
)
RETURNED = "Đề nghị bổ sung số liệu ở mục đã đánh dấu rồi gửi lại (DEMO)."
RETURNED_PART = "Nêu rõ số văn bản đã ban hành và số cuộc kiểm tra."
DOUBT = "Chưa thấy minh chứng cho nội dung này (DEMO)."
EXPLAINED = "Đơn vị đã thực hiện, văn bản kèm theo báo cáo tổng kết; đề nghị xem lại (DEMO)."
EXPLANATION_ANSWERED = (
    "Đã xem minh chứng cùng đơn vị thẩm định; kết quả ghi ở điểm chính thức (DEMO)."
)
NUMBER_NOT_KNOWN = "chưa rõ số"
GOES_ON = "Dữ liệu minh họa: hồ sơ chỉ ghi năm sáp nhập, đơn vị được chấm riêng đến hết năm."
WENT = "Dữ liệu minh họa: đơn vị không còn trong khối khi chấm điểm."
UPHELD = "Theo ý kiến thẩm định: minh chứng chưa đủ (DEMO)."
OPINION = "Đề nghị ghi rõ thời hạn gửi tài liệu họp: trước ít nhất 5 ngày làm việc (DEMO)."
OPINION_ANSWERED = "Đã tiếp thu, sẽ thực hiện từ hội nghị gần nhất (DEMO)."
INVENTED = "(Nội dung do bản trình diễn soạn.)"
LIMITS = (
    "Nguyên nhân chủ yếu là vướng mắc giải phóng mặt bằng và thị trường xuất khẩu thu hẹp. Bài "
    f"học: đơn vị nào phân công cụ thể, kiểm tra hằng quý thì đạt kế hoạch. {INVENTED}"
)
PROPOSALS = (
    "Đề nghị Bộ sớm hướng dẫn tiêu chí bình xét và tổ chức tập huấn nghiệp vụ thi đua, khen "
    f"thưởng. {INVENTED}"
)
JOINING = (
    "Tổ chức đối thoại với doanh nghiệp mỗi quý một lần; trả lời kiến nghị trong 5 ngày làm việc.",
    "Niêm yết công khai thủ tục; bộ phận một cửa không có hồ sơ trễ hạn; trụ sở xanh, sạch.",
)
PROGRESS = (
    "Sáu tháng đầu năm đã đối thoại 2 lần, tháo gỡ xong phần lớn kiến nghị của doanh nghiệp.",
    "Đã niêm yết toàn bộ thủ tục; không có hồ sơ trễ hạn trong quý II.",
)


def launcher(row: dict[str, Any], bloc: Bloc) -> str:
    """Who launched a movement, by name."""
    if row["launched_by"] == "bloc":
        return str(bloc)
    found = Ministry.objects.filter(code=row["launched_by"]).first()
    return str(found or row["launched_by"])


def joining(board: Board, number: int) -> str:
    return f"{board.short_name}: {JOINING[number % len(JOINING)]} {INVENTED}"


def progress(board: Board, number: int) -> str:
    return f"{board.short_name}: {PROGRESS[number % len(PROGRESS)]} {INVENTED}"


def title(kind: str, year: int) -> str:
    """What the bloc asks its boards for."""
    if kind == ReportKind.MIDYEAR:
        return f"Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm {year}"
    return f"Báo cáo tổng kết công tác thi đua, khen thưởng năm {year}"


def section(heading: Heading, board: Board, report: Report) -> str:
    """What the board writes under a heading: its own name, place and figures."""
    if heading.holds_figures:
        return f"{told_figures(report)} {INVENTED}"
    about = heading.title.partition(". ")[2] or heading.title
    return (
        f"{board} ({board.province}) báo cáo về {about[:1].lower()}{about[1:]}: "
        f"đơn vị đã triển khai đầy đủ kế hoạch của Khối, phân công từng phòng, kiểm tra hằng quý; "
        f"việc chưa xong được chuyển sang kế hoạch kỳ sau. {INVENTED}"
    )


def told_figures(report: Report) -> str:
    """The three targets that were reached best, in words."""
    rows = [row for row in report.figures.select_related("indicator") if row.actual is not None]
    best = sorted(rows, key=lambda row: row.rate or 0, reverse=True)[:3]
    said = [
        f"{row.indicator.name.lower()} đạt "
        f"{figure_words(row.actual, row.indicator.decimals)} {row.indicator.unit}"
        for row in best
    ]
    return f"Kết quả nổi bật: {'; '.join(said)}." if said else "Số liệu nêu trong bảng chỉ tiêu."


def direction(year: int) -> str:
    """What the bloc means to do next, in general."""
    return (
        f"Năm {year}, Khối phát huy kết quả đã đạt được, khắc phục các hạn chế nêu trên, thi đua "
        f"hoàn thành kế hoạch ngay từ quý I. {INVENTED}"
    )
