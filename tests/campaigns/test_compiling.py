"""What a summary draws from plain values: sums, counts, honest sentences, and changes."""

import datetime as dt
from decimal import Decimal

import pytest

from campaigns.compiling import DRAWN, drawn
from campaigns.sources import (
    Aimed,
    Asked,
    Evaluated,
    Extended,
    Held,
    Measured,
    Member,
    Moved,
    PointsTable,
    Ranked,
    Reached,
    Sent,
    Shown,
    Sources,
    Stood,
)
from campaigns.summary_parts import (
    OUTLINE,
    Column,
    Fact,
    Table,
    as_json,
    changes,
    from_json,
    tasks_in,
)

CAPITAL = Measured(1, "Vốn đăng ký", "tỷ đồng", 1, "more")
FILLED = Measured(2, "Tỷ lệ lấp đầy", "%", 1, "more")
INCOME = Measured(3, "Thu nhập bình quân", "triệu đồng/người/tháng", 1, "more")
ACCIDENTS = Measured(4, "Số vụ tai nạn", "vụ", 0, "less")
DAY = dt.date(2026, 12, 20)
REASONS = (
    {"kind": "declared", "condition": "có vụ việc nghiêm trọng", "fact": "Kết luận 12"},
    {"kind": "least", "points": "70", "reached": "60.00", "group": "Kinh tế"},
    {"kind": "no_self_score"},
    {"kind": "no_official"},
)


def member(name, *figures, **facts):
    rows = tuple(
        Reached(key, *(None if each is None else Decimal(each) for each in pair))
        for key, pair in figures
    )
    return Member(name, has_reported=True, is_accepted=True, figures=rows, **facts)


def sources(*members, **facts):
    return Sources("Khối thi đua số 1", 2026, members=members, **facts)


def stood(name, rank, total, groups, *exclusions):
    points = tuple(None if each is None else Decimal(each) for each in groups)
    return Stood(name, rank, is_shared=False, total=Decimal(total), groups=points,
                 exclusions=exclusions)  # fmt: skip


def words(found, section, key):
    return next(fact for fact in drawn(found)[section] if fact.key == key)


def test_figures_are_added_only_where_the_unit_adds_up():
    found = sources(
        member("A", (1, (100, 120)), (2, (60, 70)), (3, (7, 6))),
        member("B", (1, ("50.5", 40)), (2, (80, 70)), (3, (7, 8))),
        indicators=(CAPITAL, FILLED, INCOME),
    )

    rows = words(found, "work", "by-indicator").rows

    assert [row[3:] for row in rows] == [
        ("150,5", "160,0", "106,3", "1/2"),
        ("–", "–", "–", "1/2"),
        ("–", "–", "–", "1/2"),
    ]


def test_a_board_without_both_figures_is_not_in_the_sums():
    found = sources(
        member("A", (1, (100, 120))),
        member("B", (1, (None, 500))),
        member("C", (1, (500, None))),
        indicators=(CAPITAL,),
    )

    assert words(found, "work", "by-indicator").rows[0][3:] == ("100,0", "120,0", "120,0", "1/1")


def test_less_is_better_where_the_indicator_says_so():
    found = sources(member("A", (4, (4, 2))), member("B", (4, (2, 4))), indicators=(ACCIDENTS,))

    assert words(found, "work", "by-indicator").rows[0][-1] == "1/2"
    assert words(found, "work", "by-board").rows == (
        ("1", "A", "1", "1", "0"), ("2", "B", "1", "0", "1"),
    )  # fmt: skip
    assert words(found, "limits", "not-reached").text == (
        "Còn 1 lượt chỉ tiêu chưa đạt kế hoạch, ở 1 chỉ tiêu."
    )
    assert words(found, "limits", "not-reached-table").rows == (("1", "Số vụ tai nạn", "1", "B"),)


def test_what_was_not_accepted_is_said_and_not_counted():
    found = sources(member("A", (1, (100, 120))), Member("B"), indicators=(CAPITAL,))

    assert "1/2 đơn vị. Số liệu của các đơn vị còn lại chưa được tính." in (
        words(found, "work", "work").text
    )
    assert "; chưa có: B." in words(found, "situation", "reported").text
    assert words(found, "limits", "not-in-time").text == "Chưa nộp báo cáo tổng kết năm: B."


def test_lateness_is_told_with_its_days():
    late = member("A", has_registered=True, registered_late=3, reported_late=1)
    found = sources(late, member("B", has_registered=True))

    assert words(found, "situation", "registered").text == (
        "Có 2/2 đơn vị nộp bản đăng ký thi đua. Có 1 đơn vị đăng ký quá hạn: A (3 ngày)."
    )
    assert words(found, "limits", "not-in-time").text == "Chậm thời hạn đăng ký hoặc báo cáo: A."


@pytest.mark.parametrize("section", DRAWN)
def test_a_year_without_records_says_so(section):
    found = drawn(Sources("Khối", 2026))[section]

    assert found
    assert all(isinstance(fact, Fact) for fact in found)
    assert all(fact.text.endswith(".") for fact in found)


def test_leadership_tells_of_papers_table_and_extensions():
    found = sources(
        papers_out=(Sent("01/KH-KTĐ", DAY, "Kế hoạch năm"),),
        papers_in=2,
        table=PointsTable(2, Decimal(1000), DAY),
        extensions=(Extended("reporting", DAY, "", "Bão số 5"),),
    )

    assert "ban hành 1 văn bản, tiếp nhận 2 văn bản" in words(found, "leadership", "papers").text
    assert words(found, "leadership", "papers-out").rows[0][1:] == (
        "01/KH-KTĐ", "20/12/2026", "Kế hoạch năm",
    )  # fmt: skip
    assert "(phiên bản 2, tối đa 1.000 điểm)" in words(found, "leadership", "table").text
    assert words(found, "leadership", "extensions").text == (
        "Khối đã gia hạn 1 lần: báo cáo tổng kết năm đến 20/12/2026 cho tất cả các đơn vị "
        "(Bão số 5)."
    )


def test_movements_examples_and_titles_are_counted():
    aims = (Aimed("Cờ thi đua", "board", 1), Aimed("Bằng khen", "person", 3))
    found = sources(
        member("A", aims=aims),
        member("B", aims=aims[1:]),
        movements=(Moved("Xanh", "bloc", "Khối", 2, 1, (("final", DAY, "Đạt."),)),),
        examples=(Shown("Một cửa số", "model", "A", 2),),
    )

    assert words(found, "movements", "movements-table").rows[0][1:] == (
        "Xanh", "Khối", "2/2", "1/2",
    )  # fmt: skip
    assert words(found, "movements", "review-Xanh-final").text == (
        "Tổng kết phong trào “Xanh” ngày 20/12/2026: Đạt."
    )
    assert [row[1:] for row in words(found, "awards", "aims-table").rows] == [
        ("Cờ thi đua", "Ban", "1", "1"), ("Bằng khen", "Cá nhân", "2", "6"),
    ]  # fmt: skip
    assert "được đơn vị khác áp dụng 2 lượt" in words(found, "activities", "examples").text


def test_activities_are_told_with_days_people_and_cost():
    other = dt.date(2026, 12, 21)
    found = sources(
        activities=(
            Held("Hội thao", "sport", DAY, other, "Huế", "A", "A vô địch.", 3, 40, 15_000_000),
            Held("Trao quà", "charity", DAY, DAY, "Huế", "B", "", 2, 10, 0),
        )
    )

    assert words(found, "activities", "activities").text == (
        "Khối tổ chức 2 hoạt động chung, 50 lượt người tham gia, tổng kinh phí đóng góp "
        "15.000.000 đồng."
    )
    assert [row[1:] for row in words(found, "activities", "activities-table").rows] == [
        ("Hội thao (thể thao)", "20/12/2026 – 21/12/2026, Huế", "A", "3 (40 người)"),
        ("Trao quà (từ thiện)", "20/12/2026, Huế", "B", "2 (10 người)"),
    ]
    assert words(found, "activities", "outcome-Hội thao-2026-12-20").text == "Hội thao: A vô địch."


def test_the_published_evaluation_is_told_question_by_question():
    questions = (
        Asked("chief", "A", "Chỉ đạo kịp thời", 9, Decimal("4.56")),
        Asked("members", "", "Tham gia đầy đủ", 10, None),
    )
    comments = (("chief", "Điều hành sâu sát"),)
    found = sources(evaluation=Evaluated(11, 10, 5, questions=questions, comments=comments))

    assert "10/11 đơn vị trả lời" in words(found, "evaluation", "evaluation").text
    assert [row[1:] for row in words(found, "evaluation", "marks").rows] == [
        ("Chỉ đạo kịp thời", "A", "9", "4,56"),
        ("Tham gia đầy đủ", "sự tham gia của các thành viên", "10", "–"),
    ]
    assert words(found, "evaluation", "comment-1").text == (
        "Ý kiến về công tác của Khối trưởng: “Điều hành sâu sát”."
    )


def test_too_few_answers_are_told_as_one():
    found = sources(evaluation=Evaluated(11, 3, 5, merged=Decimal("4.20")))

    facts = drawn(found)["evaluation"]
    assert [fact.key for fact in facts] == ["evaluation", "merged"]
    assert "ngưỡng 5" in facts[1].text
    assert "4,20/5" in facts[1].text


def test_the_ranking_stands_in_the_annex_with_those_without_a_rank():
    standings = (
        stood("A", 1, "95.5", (60, "35.5")),
        stood("B", None, "90", (60, None), *REASONS),
    )
    found = sources(ranking=Ranked(1, DAY, 2, ("Kinh tế", "Xã hội"), standings))

    table = words(found, "points", "standings")
    assert table.rows == (("1", "A", "60", "35,5", "95,5"), ("–", "B", "60", "–", "90"))
    assert sum(column.width for column in table.columns) == pytest.approx(165)
    assert words(found, "points", "excluded-B").text == (
        "B không xếp hạng: có vụ việc nghiêm trọng (Kết luận 12); nhóm “Kinh tế” dưới 70 điểm "
        "(đạt 60); chưa nộp bản tự chấm điểm; chưa có điểm chính thức."
    )


def test_facts_come_back_from_json_as_they_were():
    found = drawn(sources(member("A", (1, (1, 2))), indicators=(CAPITAL,)))

    assert all(from_json(as_json(facts)) == facts for facts in found.values())
    assert list(found) == [place.code for place in OUTLINE]


def table(*rows):
    columns = (Column("TT", 10), Column("Tên", 50), Column("Số", 20))
    return Table("t", "Bảng", columns, rows)


def test_changes_are_told_sentence_by_sentence_and_cell_by_cell():
    kept = [Fact("a", "Có 10 đơn vị."), table(("1", "A", "5"), ("2", "B", "6")), Fact("z", "Cũ.")]
    fresh = [Fact("a", "Có 11 đơn vị."), table(("1", "B", "6"), ("2", "A", "7")), Fact("b", "Mới.")]

    found = [(each.where, each.before, each.after) for each in changes(kept, fresh)]

    assert found == [
        ("", "Có 10 đơn vị.", "Có 11 đơn vị."),
        ("Bảng · A · Số", "5", "7"),
        ("", "", "Mới."),
        ("", "Cũ.", ""),
    ]


def test_rows_that_came_or_went_are_told_whole():
    [gone, new] = sorted(
        changes([table(("1", "A", "5"))], [table(("1", "B", "6"))]), key=lambda each: each.where
    )

    assert (gone.before, gone.after) == ("1 · A · 5", "")
    assert (new.before, new.after) == ("", "1 · B · 6")


def test_the_same_facts_have_not_changed():
    found = drawn(sources(member("A", (1, (1, 2))), indicators=(CAPITAL,)))

    assert all(changes(facts, facts) == [] for facts in found.values())


def test_a_table_in_another_order_has_changed():
    assert changes([table(("1", "A", "5"), ("2", "B", "6"))],
                   [table(("1", "B", "6"), ("2", "A", "5"))])  # fmt: skip


def test_tasks_are_the_lines_without_marks_of_a_list():
    assert tasks_in("- Thu hút đầu tư;\n\n• Chuyển đổi số.\n") == [
        "Thu hút đầu tư", "Chuyển đổi số",
    ]  # fmt: skip
