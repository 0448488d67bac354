"""Charts: what is drawn where, in percent of the width, and what is said beside it."""

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from foundation import charts

D = Decimal
SPACE = "{http://www.w3.org/2000/svg}"


def drawn(svg):
    return ET.fromstring(svg)  # noqa: S314 our own drawing


def parts(svg, name="rect", looks="chart-1"):
    return [each for each in drawn(svg).iter(SPACE + name) if each.get("class") == looks]


def said(svg):
    return [each.text for each in drawn(svg).iter(SPACE + "text")]


@pytest.mark.parametrize(
    ("value", "most", "wanted"),
    [
        (0, 10, "0%"), (5, 10, "50%"), (1, 3, "33.333%"),
        (12, 10, "100%"), (-3, 10, "0%"), (1, 0, "0%"),
    ],
)  # fmt: skip
def test_share_stays_within_the_width(value, most, wanted):
    assert charts.share(D(value), D(most)) == wanted


def test_stacked_bars_follow_each_other():
    bars = [charts.Bar("BQL Đà Nẵng", (D(600), D(200)), "800")]

    svg = charts.stacked(bars, ["I. Nhiệm vụ", "II. Thi đua"], title="Xếp hạng", most=D(1000))

    first, second = parts(svg)[0], parts(svg, looks="chart-2")[0]
    assert (first.get("x"), first.get("width")) == ("0%", "60%")
    assert (second.get("x"), second.get("width")) == ("60%", "20%")
    assert said(svg) == ["BQL Đà Nẵng", "800", "I. Nhiệm vụ", "II. Thi đua"]


def test_stacked_bars_that_are_longer_than_the_most_still_fit():
    bars = [charts.Bar("A", (D(90), D(20)), "107"), charts.Bar("B", (D(55), D(-5)), "50")]

    svg = charts.stacked(bars, ["I", "II"], title="x", most=D(100))

    longest, half = parts(svg)[:2]
    assert (longest.get("width"), half.get("width")) == ("81.818%", "50%")
    assert parts(svg, looks="chart-2")[1].get("width") == "0%"  # a penalty takes no room


def test_a_chart_tells_itself_to_whoever_does_not_see_it():
    svg = charts.stacked([charts.Bar("A", (D(1),), "1 điểm")], ["I"], title="Xếp hạng", most=D(1))

    root = drawn(svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", "Xếp hạng")
    assert root.find(SPACE + "desc").text == "A: 1 điểm"
    assert "style" not in svg


def test_names_are_words_not_markup():
    svg = charts.stacked([charts.Bar("<b>&A", (D(1),), "1")], ["I"], title="x", most=D(1))

    assert said(svg)[0] == "<b>&A"


def test_long_names_are_shortened_and_told_in_full():
    name = "Ban Quản lý " * 20

    svg = charts.stacked([charts.Bar(name, (D(1),), "1")], ["I"], title="x", most=D(1))

    assert len(said(svg)[0]) <= charts.LONGEST
    assert said(svg)[0].endswith("…")
    assert name in drawn(svg).find(SPACE + "desc").text


def test_a_pair_has_a_stroke_where_the_others_stand():
    pair = charts.Pair("I. Nhiệm vụ", D(300), D(450), D(600), "300 / 600")

    svg = charts.beside([pair], ("Đơn vị", "Bình quân"), title="x")

    assert parts(svg)[0].get("width") == "50%"
    assert parts(svg, "line", "chart-line")[0].get("x1") == "75%"
    assert said(svg)[2:] == ["Đơn vị", "Bình quân"]


def test_heat_shows_states_with_signs():
    strip = charts.Strip("BQL Đà Nẵng", ("done", "late", "later"), "1 / 3")

    svg = charts.heat([strip], ["Đăng ký", "Báo cáo", "Chấm điểm"], title="Tiến độ")

    late = parts(svg, looks="chart-late")[0]
    assert (late.get("x"), late.get("width")) == ("33.333%", "31.333%")
    signs = parts(svg, "text", "chart-sign")
    assert [each.text for each in signs] == ["✓", "!"]
    assert said(svg)[:3] == ["1", "2", "3"]
    assert parts(svg, "text", "chart-soft")[0].get("x") == signs[0].get("x")
    assert said(svg)[-1] == "3. Chấm điểm"


def test_over_time_joins_only_what_follows_on_each_other():
    points = [
        charts.Point("2021", D(100), "100"), charts.Point("2022", D(50), "50"),
        charts.Point("2023", None, ""), charts.Point("2024", D(0), "0"),
    ]  # fmt: skip

    svg = charts.over_time(points, title="x", most=D(100))

    assert len(parts(svg, "line", "chart-run")) == 1
    heights = [int(each.get("cy")) for each in parts(svg, "circle")]
    top, bottom = charts.ABOVE, charts.ABOVE + charts.PLOT
    assert heights == [top, (top + bottom) // 2, bottom]


def test_one_point_stands_in_the_middle():
    svg = charts.over_time([charts.Point("2021", D(1), "1")], title="x", most=D(1))

    assert parts(svg, "circle")[0].get("cx") == "50%"
