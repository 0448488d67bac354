import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def secretary(cast):
    account = cast["secretary"]
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    return account


def test_who_signs_in_comes_to_their_tasks_and_out_again(page, server, secretary):
    page.goto(server)
    page.get_by_label("Email").fill(secretary.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("link", name="My tasks")).to_have_attribute("aria-current", "page")

    page.get_by_text(secretary.full_name, exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(server + reverse("bloc:blocs"))
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()


def test_a_wrong_password_is_told_in_vietnamese(page, server, secretary, vietnamese):
    page.goto(server + reverse("account_login"))
    page.get_by_label("Thư điện tử").fill(secretary.email)
    page.get_by_label("Mật khẩu").fill("sai mật khẩu")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("không đúng")
    expect(page.get_by_label("Thư điện tử")).to_have_value(secretary.email)
