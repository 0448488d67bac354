"""Pledges to draw: the real one of 2021, and those that strain the sheet."""

import datetime as dt
import io

from PIL import Image

BLOC = (
    "Khối thi đua Ban Quản lý các khu công nghiệp, khu kinh tế, khu công nghệ cao "
    "các tỉnh Tây Nguyên và Duyên hải miền Trung"
)
BOARDS = {
    "DNA": "Ban Quản lý Khu công nghệ cao và các khu công nghiệp Đà Nẵng",
    "LDO": "Ban Quản lý các khu công nghiệp tỉnh Lâm Đồng",
    "QNA": "Ban Quản lý Khu kinh tế mở Chu Lai",
    "QNG": "Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp Quảng Ngãi",
    "BDI": "Ban Quản lý Khu kinh tế tỉnh Bình Định",
    "PYE": "Ban Quản lý Khu kinh tế Phú Yên",
    "KHO": "Ban Quản lý Khu kinh tế Vân Phong",
    "KTU": "Ban Quản lý Khu kinh tế tỉnh Kon Tum",
    "GLA": "Ban Quản lý Khu kinh tế tỉnh Gia Lai",
    "DLA": "Ban Quản lý các khu công nghiệp tỉnh Đắk Lắk",
    "DNO": "Ban Quản lý các khu công nghiệp tỉnh Đắk Nông",
}
TASKS = (
    "Đổi mới phong trào thi đua; hưởng ứng các phong trào của Bộ, của tỉnh và của Khối",
    "Cải cách thủ tục hành chính, cải thiện môi trường kinh doanh, thu hút đầu tư",
    "Đồng hành, tháo gỡ khó khăn cho doanh nghiệp; hướng dẫn doanh nghiệp chấp hành pháp luật",
    "Giao lưu thể dục, thể thao giữa các đơn vị; chăm lo an sinh xã hội trong Khối",
)
LONG_NAME = ("Ban Quản lý Khu kinh tế Nghi Sơn và các khu công nghiệp nghiêng khuỷu " * 4)[
    :199
] + "g"
LONG_TASK = ("Tuyên truyền, phổ biến chủ trương của Đảng và pháp luật của Nhà nước; " * 30)[
    :1499
] + "c"
OFFICES = ("chief", "deputy")


def cells(names: dict[str, str]) -> list[dict[str, str]]:
    """Signing cells: the first is the chief's, the second the deputy's."""
    offices = [*OFFICES, *[""] * len(names)]
    return [
        {"key": key, "name": name, "office": office}
        for (key, name), office in zip(names.items(), offices, strict=False)
    ]


def pledge(**changes) -> dict:
    """The pledge of 2021 with eleven boards."""
    return {
        "authority": "Bộ Kế hoạch và Đầu tư",
        "bloc": BLOC,
        "place": "Đà Nẵng",
        "dated_on": dt.date(2021, 1, 15),
        "year": 2021,
        "grounds": [
            "Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003",
            "Căn cứ kết quả Hội nghị tổng kết năm 2020 của Khối",
        ],
        "tasks": TASKS,
        "targets": ["100% đơn vị hoàn thành kế hoạch"],
        "responsibilities": ["Khối trưởng chủ trì\nKhối phó phối hợp"],
        "boards": cells(BOARDS),
        "code": "7KQ4-M2XD",
        "verify_url": "thidua.example.vn/xac-thuc",
        "qr_url": "https://thidua.example.vn/xac-thuc/7KQ4-M2XD",
        "demo": False,
        "invented": False,
    } | changes


def long_boards(number: int) -> list[dict[str, str]]:
    """That many boards with names of 200 letters, each third with a short one."""
    return cells({f"b{n}": LONG_NAME if n % 3 else "Ban Quản lý X" for n in range(number)})


PLEDGES = {
    "of 2021": pledge(),
    "of one board": pledge(boards=cells({"DNA": BOARDS["DNA"]})),
    "of two boards": pledge(boards=long_boards(2)),
    "of sixteen boards with long names": pledge(boards=long_boards(16)),
    "with long tasks": pledge(tasks=[LONG_TASK] * 30),
    "with nothing that may be missing": pledge(
        authority="", grounds=[], targets=[], responsibilities=[], code=""
    ),
}


def picture_of_a_seal() -> bytes:
    """A red PNG with a transparent ground."""
    picture = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
    picture.paste((200, 0, 0, 255), (10, 10, 50, 50))
    png = io.BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()
