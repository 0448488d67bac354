"""A report saves itself while it is written, loses no word, is returned and accepted."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from campaigns import actions
from campaigns.models import BoardRequest, Report, ReportKind, ReportState
from campaigns.queries import reports as queries
from tests import factories as make
from tests.conftest import TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED = re.compile("saved 12:00")
SITUATION, RESULTS = "I. Kết quả thực hiện", "II. Khó khăn, đề xuất"


@pytest.fixture
def asked(world, cast):
    """A report by request, with a table of two agreed targets."""
    registration = make.RegistrationFactory(campaign=world.campaign, board=world.board)
    for indicator in (
        make.IndicatorFactory(bloc=world.bloc, name="Vốn đăng ký", decimals=1),
        make.IndicatorFactory(bloc=world.bloc, name="Tai nạn lao động", better="less"),
    ):
        make.TargetFactory(registration=registration, indicator=indicator, agreed=40)
    request = actions.request_report(
        world.campaign,
        kind=ReportKind.AD_HOC,
        title="Báo cáo nhanh",
        due_on=TODAY + dt.timedelta(days=3),
        by=cast["secretary"],
    )
    request.headings.filter(position=1).update(holds_figures=True)
    return request


@pytest.fixture
def report(asked, world, cast):
    return actions.begin_report(BoardRequest(asked, world.board), by=cast["writer"])


def card(page, heading):
    """The section of the page below that heading."""
    return page.locator("section.card").filter(has=page.get_by_role("heading", name=heading))


def field(page, heading):
    return page.get_by_role("textbox", name=heading, exact=True)


def state(page, heading):
    return card(page, heading).locator("form", has=page.locator("textarea")).locator("[data-state]")


def texts(report):
    return [section.text for section in queries.sections_of(report)]


def test_from_the_request_to_the_accepted_report(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, another_page, sign_in, cast, asked
):
    sign_in(cast["leader"])
    page.goto(server + asked.get_absolute_url())
    page.get_by_role("button", name="Begin to write").click()
    field(page, SITUATION).fill("Thu hút 12 dự án.")
    expect(state(page, SITUATION)).to_have_text("not saved yet")
    expect(state(page, SITUATION)).to_have_text(SAVED)
    page.get_by_label("Reached: Vốn đăng ký").fill("50,5")
    page.get_by_label("Reached: Tai nạn lao động").fill("0")
    row = page.locator("tr", has=page.get_by_label("Reached: Vốn đăng ký"))
    expect(page.locator("#figures [data-state]")).to_have_text(SAVED)
    expect(row.locator("[data-rate]")).to_have_text("126,3%")
    report = Report.objects.get()
    assert texts(report)[0] == "Thu hút 12 dự án."

    page.get_by_role("link", name="Read the report").click()
    page.get_by_role("link", name="Submit the report").click()
    page.get_by_label("I vouch that the report is true and complete.").check()
    page.get_by_role("button", name="Submit the report").click()
    expect(page.get_by_role("status")).to_have_text("The report has been submitted.")

    chief = another_page(cast["chief"])
    chief.goto(server + report.get_absolute_url())
    expect(chief.locator("main")).to_contain_text("Thu hút 12 dự án.")
    chief.get_by_role("link", name="Return to the board").click()
    chief.get_by_label("Reason for the return").fill("Thiếu số vốn.")
    chief.get_by_text(SITUATION, exact=True).click()
    chief.get_by_label(f"To be mended: {SITUATION}").fill("Ghi vốn đăng ký.")
    chief.get_by_role("button", name="Return to the board").click()
    expect(chief.get_by_role("status")).to_contain_text("The report has been returned")

    page.goto(server + report.get_writing_url())
    expect(card(page, SITUATION)).to_contain_text("Ghi vốn đăng ký.")
    field(page, SITUATION).fill("Thu hút 12 dự án, 3.400 tỷ đồng.")
    expect(state(page, SITUATION)).to_have_text(SAVED)
    page.get_by_role("link", name="Submit the report").click()
    page.get_by_label("I vouch that the report is true and complete.").check()
    page.get_by_role("button", name="Submit the report").click()
    expect(page.get_by_role("status")).to_have_text("The report has been submitted.")

    chief.goto(server + report.get_absolute_url())
    chief.get_by_role("link", name="2 versions were submitted").click()
    expect(chief.locator("ins")).to_contain_text("3.400 tỷ đồng.")
    chief.goto(server + report.get_absolute_url())
    chief.get_by_role("link", name="Accept the report").click()
    chief.get_by_role("button", name="Accept the report").click()
    expect(chief.get_by_role("status")).to_contain_text("The report has been accepted")
    report.refresh_from_db()
    assert report.state == ReportState.ACCEPTED


def test_what_is_typed_before_the_script_has_come_is_saved(page, server, sign_in, cast, report):
    held = []
    sign_in(cast["writer"])
    page.route("**/autosave*.js", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright marks it
    page.goto(server + report.get_writing_url(), wait_until="commit")

    field(page, SITUATION).fill("Gõ trên đường truyền chậm.")
    expect(state(page, SITUATION)).to_have_text("")
    held[0].continue_()

    expect(state(page, SITUATION)).to_have_text(SAVED)
    assert texts(report)[0] == "Gõ trên đường truyền chậm."


def test_several_people_write_at_once(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, another_page, sign_in, cast, report
):
    url = server + report.get_writing_url()
    sign_in(cast["writer"])
    page.goto(url)
    leader = another_page(cast["leader"])
    leader.goto(url)

    field(page, SITUATION).fill("Của chuyên viên.")
    field(leader, RESULTS).fill("Của lãnh đạo.")

    expect(state(page, SITUATION)).to_have_text(SAVED)
    expect(state(leader, RESULTS)).to_have_text(SAVED)
    assert texts(report) == ["Của chuyên viên.", "Của lãnh đạo."]


def test_whoever_comes_second_sees_both_versions(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, another_page, sign_in, cast, report, complaints
):
    url = server + report.get_writing_url()
    sign_in(cast["writer"])
    page.goto(url)
    leader = another_page(cast["leader"])
    leader.goto(url)
    field(leader, SITUATION).fill("Câu chữ của lãnh đạo")
    expect(state(leader, SITUATION)).to_have_text(SAVED)

    field(page, SITUATION).fill("Câu chữ của chuyên viên")

    both = card(page, SITUATION).locator(".clash", has=page.locator(".compare"))
    expect(both).to_contain_text("leader has changed this section meanwhile.")
    expect(both.locator("del")).to_have_text("lãnh đạo")
    expect(both.locator("ins")).to_have_text("chuyên viên")
    expect(field(page, SITUATION)).to_have_value("Câu chữ của chuyên viên")
    assert texts(report)[0] == "Câu chữ của lãnh đạo"

    field(page, SITUATION).press_sequentially("!")  # typing on decides nothing
    page.wait_for_timeout(2500)
    assert texts(report)[0] == "Câu chữ của lãnh đạo"
    both.get_by_role("button", name="Save mine instead").click()
    expect(state(page, SITUATION)).to_have_text(SAVED)
    assert texts(report)[0] == "Câu chữ của chuyên viên!"

    field(leader, SITUATION).fill("Lần nữa")
    theirs = card(leader, SITUATION).get_by_role("link", name="Take theirs")
    theirs.click()
    expect(field(leader, SITUATION)).to_have_value("Câu chữ của chuyên viên!")
    expect(state(leader, SITUATION)).to_have_text(SAVED)
    assert [each for each in complaints if "409" not in each] == []
    complaints.clear()


def test_a_figure_that_somebody_else_changed(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, another_page, sign_in, cast, report, complaints
):
    url, name = server + report.get_writing_url(), "Reached: Vốn đăng ký"
    sign_in(cast["writer"])
    page.goto(url)
    leader = another_page(cast["leader"])
    leader.goto(url)
    leader.get_by_label(name).fill("30")
    expect(leader.locator("#figures [data-state]")).to_have_text(SAVED)

    page.get_by_label(name).fill("31,55")
    row = page.locator("tr", has=page.get_by_label(name))
    expect(row.locator("[data-error]")).to_contain_text("At most 1 decimals")
    page.get_by_label(name).fill("31,5")
    expect(row.locator("[data-clash]")).to_contain_text("leader has saved: reached 30,0")
    page.get_by_label("Reached: Tai nạn lao động").fill("1")  # other rows go on
    expect(page.locator("#figures [data-state]")).to_have_text(SAVED)
    row.get_by_role("button", name="Save mine instead").click()

    expect(row.locator("[data-rate]")).to_have_text("78,8%")
    assert [str(figure.actual) for figure in queries.figures_of(report)] == ["31.5000", "1.0000"]
    assert [each for each in complaints if not re.search("409|422", each)] == []
    complaints.clear()


def test_a_lost_line_loses_no_word(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, context, sign_in, cast, report, complaints
):
    sign_in(cast["writer"])
    page.goto(server + report.get_writing_url())
    context.set_offline(True)

    field(page, SITUATION).fill("Viết khi mất mạng.")
    expect(state(page, SITUATION)).to_contain_text("no connection; it will be tried again")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(field(page, SITUATION)).to_have_value("Viết khi mất mạng.")
    assert texts(report)[0] == ""

    context.set_offline(False)
    expect(state(page, SITUATION)).to_have_text(SAVED)
    assert texts(report)[0] == "Viết khi mất mạng."
    assert [each for each in complaints if "ERR_INTERNET_DISCONNECTED" not in each] == []
    complaints.clear()


def test_whoever_was_signed_out_is_told_and_loses_no_word(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, context, sign_in, cast, report, complaints
):
    sign_in(cast["writer"])
    page.goto(server + report.get_writing_url())
    context.clear_cookies()

    field(page, SITUATION).fill("Viết khi hết phiên.")
    expect(state(page, SITUATION)).to_contain_text("sign in again")
    sign_in(cast["writer"])
    field(page, SITUATION).press_sequentially(" Xong.")

    expect(state(page, SITUATION)).to_have_text(SAVED)
    assert texts(report)[0] == "Viết khi hết phiên. Xong."
    assert [each for each in complaints if "403" not in each] == []
    complaints.clear()


def test_the_counter_and_the_limit(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, sign_in, cast, report, complaints
):
    report.request.headings.update(most_letters=10)
    sign_in(cast["writer"])
    page.goto(server + report.get_writing_url())

    field(page, SITUATION).fill("Được việc")
    counter = card(page, SITUATION).locator(".letters")
    expect(counter).to_have_text("9 / 10 letters")
    field(page, SITUATION).fill("Được việc lớn")
    expect(counter).to_have_class(re.compile("is-over"))
    expect(state(page, SITUATION)).to_contain_text("at most 10 are allowed")
    field(page, SITUATION).fill("Xong")
    expect(state(page, SITUATION)).to_have_text(SAVED)
    assert [each for each in complaints if "422" not in each] == []
    complaints.clear()


def test_without_scripts_every_section_has_its_button(  # noqa: PLR0913, PLR0917 -- fixtures
    browser, browser_context_args, give_session, server, cast, report
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    give_session(context, cast["writer"])
    page = context.new_page()
    page.goto(server + report.get_writing_url())

    field(page, SITUATION).fill("Viết bằng nút lưu.")
    page.get_by_role("button", name=re.compile(f"^Save ?: {SITUATION}$")).click()
    expect(page.get_by_role("status")).to_have_text("The section has been saved.")
    page.get_by_label("Reached: Vốn đăng ký").fill("1.234,5")
    page.get_by_role("button", name="Save the figures").click()
    expect(page.get_by_role("status")).to_have_text("The figures have been saved.")

    assert texts(report)[0] == "Viết bằng nút lưu."
    context.close()


def test_the_outline_is_ordered_by_hand(page, server, sign_in, cast, asked):
    sign_in(cast["secretary"])
    page.goto(server + asked.get_absolute_url())
    page.get_by_role("link", name="Change the outline").click()
    page.get_by_role("button", name="Add a heading").click()
    page.get_by_role("textbox", name="Heading 3").fill("III. Phụ lục")
    page.get_by_role("button", name="Move heading 3 up").click()
    page.get_by_role("button", name="Save the outline").last.click()

    expect(page.get_by_role("status")).to_have_text("The outline has been saved.")
    assert [heading.title for heading in asked.headings.all()] == [
        SITUATION, "III. Phụ lục", RESULTS,
    ]  # fmt: skip
