"""Indicators that management boards are often measured by: examples to begin a catalogue with.

Names and units are gathered from what boards report of themselves (domain reference, §2.4);
no law prescribes them, so each says that it is to be verified.
"""

from dataclasses import dataclass

from campaigns.models import Better

SOURCE = "Gợi ý, cần kiểm tra lại"


@dataclass(frozen=True)
class Typical:
    """An indicator as a bloc may take it into its catalogue (chỉ tiêu gợi ý)."""

    code: str
    name: str
    unit: str
    better: str = Better.MORE
    decimals: int = 0


TYPICAL = (
    Typical("domestic-projects", "Số dự án đầu tư trong nước cấp mới", "dự án"),
    Typical("foreign-projects", "Số dự án đầu tư nước ngoài (FDI) cấp mới", "dự án"),
    Typical(
        "domestic-capital", "Vốn đầu tư trong nước đăng ký mới và tăng thêm", "tỷ đồng", decimals=1
    ),
    Typical(
        "foreign-capital",
        "Vốn đầu tư nước ngoài (FDI) đăng ký mới và tăng thêm",
        "triệu USD",
        decimals=2,
    ),
    Typical("disbursed-capital", "Vốn đầu tư thực hiện trong năm", "tỷ đồng", decimals=1),
    Typical("occupancy", "Tỷ lệ lấp đầy các khu đã đi vào hoạt động", "%", decimals=1),
    Typical("public-investment", "Tỷ lệ giải ngân vốn đầu tư công", "%", decimals=1),
    Typical("revenue", "Nộp ngân sách nhà nước của doanh nghiệp trong khu", "tỷ đồng", decimals=1),
    Typical("export", "Kim ngạch xuất khẩu của doanh nghiệp trong khu", "triệu USD", decimals=2),
    Typical("turnover", "Doanh thu của doanh nghiệp trong khu", "tỷ đồng", decimals=1),
    Typical("jobs", "Số lao động làm việc trong các khu", "người"),
    Typical(
        "income", "Thu nhập bình quân của người lao động", "triệu đồng/người/tháng", decimals=1
    ),
    Typical("on-time", "Tỷ lệ thủ tục hành chính giải quyết đúng và trước hạn", "%", decimals=1),
    Typical("online", "Tỷ lệ hồ sơ thủ tục hành chính tiếp nhận trực tuyến", "%", decimals=1),
    Typical("inspections", "Số cuộc kiểm tra doanh nghiệp theo kế hoạch", "cuộc"),
    Typical(
        "wastewater",
        "Tỷ lệ khu công nghiệp đang hoạt động có hệ thống xử lý nước thải tập trung",
        "%",
        decimals=1,
    ),
    Typical("accidents", "Số vụ tai nạn lao động nghiêm trọng", "vụ", Better.LESS),
)

# what boards often aim at; the field takes any words (Law 06/2022, art. 20 to 29, to be verified)
TITLES = (
    "Cờ thi đua của Bộ",
    "Bằng khen của Bộ trưởng",
    "Tập thể lao động xuất sắc",
    "Tập thể lao động tiên tiến",
    "Chiến sĩ thi đua cơ sở",
    "Lao động tiên tiến",
)
