"""From the empty page to a text that every board has answered."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pledges.models import Pledge
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEXT_YEAR = make.YEAR + 1
FIRST, SECOND, THIRD = (
    "Thu hút đầu tư vượt kế hoạch",
    "Giải quyết thủ tục đúng hạn",
    "Chăm lo đời sống công nhân",
)


@pytest.fixture
def next_year(world):
    """The year is open; nobody has begun its pledge."""
    return make.CampaignFactory(
        bloc=world.bloc,
        year=NEXT_YEAR,
        opens_on=dt.date(NEXT_YEAR, 1, 1),
        closes_on=dt.date(NEXT_YEAR, 12, 31),
    )


def task(page, number):
    return page.get_by_role("textbox", name=f"Task {number}", exact=True)


def expect_tasks(page, *texts):
    for number, text in enumerate(texts, 1):
        expect(task(page, number)).to_have_value(text)


def save(page):
    """The visible button; Enter presses a hidden one."""
    page.get_by_role("button", name="Save the text").last.click()


def test_the_secretary_writes_orders_and_sends_the_text(page, server, sign_in, cast, next_year):
    sign_in(cast["secretary"])
    page.goto(server + reverse("pledges:pledges"))
    page.get_by_role("link", name=f"Draft the pledge of {NEXT_YEAR}").click()
    page.get_by_label("Start with").select_option(label="an empty page")
    page.get_by_role("button", name="Begin the draft").click()

    page.get_by_label("Legal grounds").fill("Căn cứ Luật Thi đua, khen thưởng")
    task(page, 1).fill(FIRST)
    for number, text in ((2, SECOND), (3, THIRD)):
        page.get_by_role("button", name="Add a task").click()
        task(page, number).fill(text)

    page.get_by_role("button", name="Move task 3 up").focus()
    page.keyboard.press("Enter")
    expect_tasks(page, FIRST, THIRD, SECOND)

    grip = page.locator(".grip").first
    grip.hover()
    last = page.locator(".task").last.bounding_box()
    page.mouse.down()
    page.mouse.move(last["x"] + 20, last["y"] + last["height"] - 5, steps=8)
    page.mouse.up()
    expect_tasks(page, THIRD, SECOND, FIRST)

    task(page, 2).fill(f"{SECOND}, trực tuyến toàn trình")
    page.get_by_label("Place of signing").fill("Đà Nẵng")
    save(page)
    expect(page.get_by_role("status")).to_have_text("The text has been saved.")
    expect(page.locator(".paper")).to_contain_text(f"{SECOND}, trực tuyến toàn trình")

    page.get_by_role("link", name="Send to the boards").click()
    page.get_by_role("button", name="Send to the boards").click()
    expect(page.get_by_role("status")).to_contain_text("The text has been sent")
    pledge = Pledge.objects.get(campaign=next_year)
    assert pledge.tasks.first().text == THIRD


def test_a_leader_agrees_and_comments_and_the_secretary_answers(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, another_page, sign_in, cast, consulted
):
    sign_in(cast["leader"])
    page.goto(server)
    page.get_by_role("link", name="Answer").click()
    opinion = page.locator(".ask").nth(1)
    opinion.get_by_label("We agree").uncheck()
    page.get_by_role("button", name="Agree to what is ticked").click()
    expect(page.get_by_role("status")).to_contain_text("Your board has agreed to")

    opinion.get_by_text("Comment").first.click()
    opinion.get_by_role("textbox").fill("Đề nghị nêu rõ số lượng.")
    opinion.get_by_role("button", name="Send the comment").click()
    expect(opinion).to_contain_text("your comment waits for an answer")

    secretary = another_page(cast["secretary"])
    secretary.goto(server + reverse("pledges:consultation", args=[consulted.pk]))
    secretary.locator(".opinion").get_by_role("link", name="Answer").click()
    secretary.get_by_label("Answer").fill("Xin tiếp thu.")
    secretary.get_by_role("button", name="Send the answer").click()
    expect(secretary.get_by_role("status")).to_have_text("The answer has been sent.")

    page.reload()
    expect(opinion).to_contain_text("Xin tiếp thu.")
    opinion.get_by_label("We agree").check()
    page.get_by_role("button", name="Agree to what is ticked").click()
    expect(page.locator("main")).to_contain_text("Your board has agreed to everything.")


def test_a_stale_edit_shows_both_texts_and_loses_none(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, another_page, sign_in, cast, consulted, complaints
):
    url = server + reverse("pledges:edit_pledge", args=[consulted.pk])
    sign_in(cast["secretary"])
    page.goto(url)
    chief = another_page(cast["chief"])
    chief.goto(url)
    task(chief, 1).fill("Câu chữ của Khối trưởng")
    save(chief)
    expect(chief.get_by_role("status")).to_have_text("The text has been saved.")

    task(page, 1).fill("Câu chữ của Thư ký")
    save(page)

    expect(page.get_by_role("heading", name="Two people have been writing")).to_be_visible()
    expect(page.locator(".compare")).to_contain_text("Câu chữ của Khối trưởng")
    expect(page.locator(".compare")).to_contain_text("Câu chữ của Thư ký")
    expect(task(page, 1)).to_have_value("Câu chữ của Thư ký")
    assert [each for each in complaints if "409" not in each] == []
    complaints.clear()

    page.get_by_label("Take theirs").first.check()
    page.get_by_role("button", name="Join the two as chosen").click()
    expect(task(page, 1)).to_have_value("Câu chữ của Khối trưởng")
