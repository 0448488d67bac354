import datetime as dt
from decimal import Decimal

import pytest

from foundation.documents import words


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "không"),
        (1, "một"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (16, "mười sáu"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (121, "một trăm hai mươi mốt"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (2021, "hai nghìn không trăm hai mươi mốt"),
        (10_000, "mười nghìn"),
        (1_000_000, "một triệu"),
        (1_000_100, "một triệu một trăm"),
        (7_000_000_005, "bảy tỷ không trăm linh năm"),
        (999_000_000_999, "chín trăm chín mươi chín tỷ chín trăm chín mươi chín"),
    ],
)
def test_a_number_is_said_as_people_say_it(number, said):
    assert words.in_words(number) == said


@pytest.mark.parametrize("number", [-1, 10**12])
def test_a_number_out_of_reach_is_refused(number):
    with pytest.raises(ValueError, match="thousand billions"):
        words.in_words(number)


def test_no_two_numbers_sound_the_same():
    assert len({words.in_words(number) for number in range(20_000)}) == 20_000


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2021, 1, 15), "ngày 15 tháng 01 năm 2021"),
        (dt.date(2021, 2, 5), "ngày 05 tháng 02 năm 2021"),
        (dt.date(2021, 3, 9), "ngày 09 tháng 3 năm 2021"),
        (dt.date(2020, 12, 31), "ngày 31 tháng 12 năm 2020"),
    ],
)
def test_a_day_has_noughts_where_the_decree_wants_them(day, said):
    assert words.day_in_words(day) == said


@pytest.mark.parametrize(
    ("capacity", "title", "principal", "lines"),
    [
        ("", "Trưởng ban", "", ["TRƯỞNG BAN"]),
        ("KT.", "Phó Trưởng ban", "Trưởng ban", ["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]),
        ("TM.", "Trưởng ban", "Ban Quản lý", ["TM. BAN QUẢN LÝ", "TRƯỞNG BAN"]),
        ("TL.", "Chánh Văn phòng", "Trưởng ban", ["TL. TRƯỞNG BAN", "CHÁNH VĂN PHÒNG"]),
        ("TUQ.", "Trưởng phòng", "Trưởng ban", ["TUQ. TRƯỞNG BAN", "TRƯỞNG PHÒNG"]),
        ("Q.", "Trưởng ban", "Trưởng ban", ["Q. TRƯỞNG BAN"]),
        ("KT.", "Phó Trưởng ban", "", ["KT. PHÓ TRƯỞNG BAN"]),
    ],
)
def test_the_capacity_stands_above_the_title(capacity, title, principal, lines):
    assert words.signing_lines(capacity, title, principal) == lines


@pytest.mark.parametrize(
    ("number", "decimals", "written"),
    [
        ("0", 0, "0"),
        ("1234.5", 1, "1.234,5"),
        ("1234.5", 0, "1.235"),
        ("0.125", 2, "0,13"),
        ("1234567890123456.7890", 4, "1.234.567.890.123.456,7890"),
        ("99.95", 1, "100,0"),
    ],
)
def test_a_figure_is_written_with_dots_and_a_comma(number, decimals, written):
    assert words.in_figures(Decimal(number), decimals) == written


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1999, "MCMXCIX")],
)
def test_parts_are_numbered_in_roman(number, letters):
    assert words.roman(number) == letters


@pytest.mark.parametrize(
    ("province", "committee"),
    [
        ("Bình Định", "Ủy ban nhân dân tỉnh Bình Định"),
        ("Đà Nẵng", "Ủy ban nhân dân thành phố Đà Nẵng"),
        ("Tỉnh Gia Lai", "Ủy ban nhân dân tỉnh Gia Lai"),
        ("Thành phố Hồ Chí Minh", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
        ("", ""),
    ],
)
def test_a_board_belongs_to_its_province_s_committee(province, committee):
    assert words.province_committee(province) == committee
