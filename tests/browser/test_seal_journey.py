"""From the chief's word to the paper that a stranger verifies."""

import base64

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from foundation.jobs import queue
from pledges import actions
from pledges.models import Answer, Pledge
from tests import signing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSPHRASE = "hoa sen"
DROP = """([content, name]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name, { type: "application/pdf" }));
    return transfer;
}"""


@pytest.fixture
def agreed(consulted, world, cast, settings):
    """Every board has agreed; key files may be used, as in the demo."""
    settings.KEY_FILE_SIGNING = True
    signing.trust_the_tests()
    for board, name in ((world.chief, "chief"), (world.deputy, "deputy"), (world.board, "leader")):
        actions.agree_to_pledge(Answer(consulted, board), by=cast[name])
    return consulted


@pytest.fixture
def key_file(tmp_path):
    """The board's key as an office keeps it."""

    def path_of(board):
        path = tmp_path / f"{board.pk}.p12"
        path.write_bytes(signing.identity_of(board).pkcs12(PASSPHRASE.encode()))
        return path

    return path_of


def sign(page, address, path):
    """A leader signs with a key file, from the pledge's page."""
    page.goto(address)
    page.get_by_role("link", name="Sign with a key file").click()
    page.get_by_role("button", name="Key file").set_input_files(path)
    page.get_by_label("Passphrase of the key file").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Your board has signed.")


def drop(page, content):
    """Drop a file on the page, as from a folder."""
    encoded = base64.b64encode(content).decode()
    transfer = page.evaluate_handle(DROP, [encoded, "giao-uoc.pdf"])
    page.locator(".drop").dispatch_event("drop", {"dataTransfer": transfer})


def test_the_pledge_is_issued_signed_by_all_sealed_and_verified(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, sign_in, another_page, agreed, key_file, world, cast
):
    address = server + agreed.get_absolute_url()
    sign_in(cast["chief"])
    page.goto(address)
    page.get_by_role("link", name="Issue the pledge").click()
    page.get_by_role("button", name="Freeze the text and draw the paper").click()
    expect(page.locator("#drawing")).to_contain_text("The paper waits to be drawn")

    queue.sweep()  # what the worker does meanwhile
    expect(page.get_by_role("link", name="Sign with a key file")).to_be_visible()
    assert page.url == address

    wall = another_page(cast["deputy"])
    wall.goto(server + reverse("pledges:wall", args=[agreed.pk]))
    expect(wall.locator(".wall-count")).to_contain_text("0/3")
    sign(page, address, key_file(world.chief))
    expect(wall.locator(".wall-count")).to_contain_text("1/3")
    for board, name in ((world.board, "leader"), (world.deputy, "deputy")):
        sign(another_page(cast[name]), address, key_file(board))
    expect(wall.locator(".wall .state-signed")).to_have_count(3)
    expect(wall.locator(".wall-count")).to_contain_text("all boards have signed")
    page.reload()
    expect(page.get_by_text("sealed", exact=True)).to_be_visible()

    pledge = Pledge.objects.select_related("round__newest").get(pk=agreed.pk)
    content = pledge.round.newest.read()
    stranger = another_page()
    stranger.goto(server + reverse("verify"))
    stranger.locator("button[lang=vi]").click()
    stranger.get_by_label("Mã in trên văn bản").fill(pledge.round.code.lower().replace("-", " "))
    stranger.get_by_role("button", name="Tìm văn bản").click()
    expect(stranger.locator("main")).to_contain_text("Tất cả chữ ký đều hợp lệ")
    expect(stranger.locator(".signs .sign")).to_have_count(3)

    stranger.goto(server + reverse("verify"))
    drop(stranger, content)  # and nothing more
    expect(stranger.locator("main")).to_contain_text("đúng, bản mới nhất")

    stranger.goto(server + reverse("verify"))
    altered = {"name": "x.pdf", "mimeType": "application/pdf", "buffer": content + b"\n"}
    stranger.locator("input[type=file]").set_input_files(altered)
    stranger.get_by_role("button", name="Xác minh tệp").click()
    expect(stranger.locator("main")).to_contain_text("Tệp này đã bị thay đổi sau khi ký")
    expect(stranger.locator("main")).to_contain_text("bản sao đã bị sửa")
