"""Pages of awards: nominations for everybody, the simulator for those who prepare."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from awards import actions
from awards.models import Attestation, Nomination, Quota, Waiver
from campaigns.models import BoardYear
from tests.awards.proposed import GROUNDS, WHY, attested, kind, quota, ranked, waived

pytestmark = pytest.mark.usefixtures("today")

FORBIDDEN, MISSING = HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND
ATTESTED = "united"


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


def sign_in(client, account):
    client.force_login(account)
    return client


def criterion(code=ATTESTED):
    return kind().criteria.get(criterion__code=code).criterion


# -- who -----------------------------------------------------------------------------------------
def addresses(world):
    year, board = world.campaign.pk, world.board.pk
    return [
        url("nominations", year), url("simulator", year), url("board_case", year, board),
        url("give_quota", year, kind().pk), url("attest_criteria", year, board),
        url("grant_waiver", year, board, kind().pk),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "codes"),
    [
        ("outsider", [404, 404, 404, 404, 404, 404]),
        ("writer", [200, 403, 403, 403, 403, 403]),
        ("leader", [200, 403, 403, 403, 403, 403]),
        ("secretary", [200, 200, 200, 200, 200, 403]),
        ("chief", [200, 200, 200, 200, 200, 200]),
        ("deputy", [200, 200, 200, 403, 403, 403]),
        ("reviewer", [200, 403, 403, 403, 403, 403]),
        ("keeper", [200, 403, 403, 200, 403, 403]),
    ],
)
def test_who_opens_which_page(client, world, cast, part, codes):
    ranked(world, cast)
    sign_in(client, cast[part])

    assert [client.get(each).status_code for each in addresses(world)] == codes


def test_about_the_chiefs_board_the_deputy_decides(client, world, cast):
    ranked(world, cast)
    own = [
        url("attest_criteria", world.campaign.pk, world.chief.pk),
        url("grant_waiver", world.campaign.pk, world.chief.pk, kind().pk),
    ]

    for part, code in (("chief", FORBIDDEN), ("secretary", FORBIDDEN), ("deputy", HTTPStatus.OK)):
        sign_in(client, cast[part])
        assert [client.get(each).status_code for each in own] == [code, code], part


@pytest.mark.parametrize("part", ["writer", "leader", "deputy", "reviewer", "keeper"])
def test_nominate_boards_is_for_chief_and_secretary(client, world, cast, part):
    ranked(world, cast)
    sign_in(client, cast[part])

    assert client.post(url("nominate_boards", world.campaign.pk)).status_code == FORBIDDEN
    assert not Nomination.objects.exists()


def test_revoke_waiver_is_for_whom_decides(client, world, cast):
    ranked(world, cast)
    waiver = waived(world, cast)

    for part, code in (("outsider", MISSING), ("secretary", FORBIDDEN), ("deputy", FORBIDDEN)):
        sign_in(client, cast[part])
        assert client.post(url("revoke_waiver", waiver.pk)).status_code == code, part
    assert Waiver.objects.filter(revoked_at=None).exists()


# -- nominations ---------------------------------------------------------------------------------
def test_before_anything_the_page_says_what_comes(client, world, cast):
    page = sign_in(client, cast["leader"]).get(url("nominations", world.campaign.pk))

    assertContains(page, "Nobody is nominated yet")
    assertContains(page, "not entered yet")
    assertNotContains(page, "Enter the quota")
    assertContains(page, "to be verified")


def test_the_list_shows_the_exception_to_everybody(client, world, cast):
    ranked(world, cast)
    quota(world, cast)
    waived(world, cast)
    sign_in(client, cast["secretary"]).post(url("nominate_boards", world.campaign.pk))

    page = sign_in(client, cast["reviewer"]).get(url("nominations", world.campaign.pk))

    assertContains(page, world.board.short_name)
    assertContains(page, WHY)
    assertContains(page, "1234/BTC-TCCB")


# -- give_quota ----------------------------------------------------------------------------------
def test_give_quota_by_the_form(client, world, cast):
    page = url("give_quota", world.campaign.pk, kind().pk)
    typed = {"count": 2, "document_number": "12/BTC", "document_on": "01/06/2026"}
    sign_in(client, cast["keeper"])

    assertContains(client.post(page, typed | {"document_number": ""}), "number of the ministry")
    assertRedirects(client.post(page, typed), url("nominations", world.campaign.pk))
    assert Quota.objects.get().count == 2
    assertContains(client.get(page), "12/BTC")


def test_give_quota_for_what_the_bloc_does_not_propose_is_not_there(client, world, cast):
    sign_in(client, cast["secretary"])

    for other in (kind("excellent"), kind("flag", "R2017")):
        page = client.get(url("give_quota", world.campaign.pk, other.pk))
        assert page.status_code == MISSING


# -- simulator -----------------------------------------------------------------------------------
def test_before_the_ranking_the_simulator_says_so(client, world, cast):
    page = sign_in(client, cast["secretary"]).get(url("simulator", world.campaign.pk))

    assertContains(page, "The ranking has not been taken")
    assertNotContains(page, "Make the nomination list")


def test_the_simulator_shows_places_and_tries_without_storing(client, world, cast):
    ranked(world, cast)
    quota(world, cast)
    attested(world, cast, world.board, world.deputy)
    page = url("simulator", world.campaign.pk)
    sign_in(client, cast["secretary"])

    shown = client.get(page)
    assertContains(shown, "within the quota", count=1)
    assertContains(
        shown, "no quota entered yet", count=2
    )  # the first for the State's flag, the second for the merit
    assertContains(shown, "Make the nomination list")

    tried = client.get(page, {f"so-{kind().pk}": "2", "bo": world.board.pk})
    assertContains(tried, "Nothing of this is stored.")
    assertContains(tried, "within the quota", count=1)  # the deputy; the chief's is to be attested
    assertNotContains(tried, "Make the nomination list")
    assert Quota.objects.get().count == 1


def test_what_cannot_be_tried_is_said(client, world, cast):
    ranked(world, cast)
    sign_in(client, cast["secretary"])

    page = client.get(url("simulator", world.campaign.pk), {f"so-{kind().pk}": "-1"})

    assertNotContains(page, "Nothing of this is stored.")
    assertContains(page, "is-invalid")


def test_nominate_boards_by_the_button(client, world, cast):
    ranked(world, cast)
    sign_in(client, cast["secretary"])
    button = url("nominate_boards", world.campaign.pk)

    refused = client.post(button, follow=True)
    assertContains(refused, "No quota of the year has been entered yet.")
    quota(world, cast)
    attested(world, cast, world.board)
    assertRedirects(client.post(button), url("nominations", world.campaign.pk))
    assert Nomination.objects.get().board == world.board


# -- a board -------------------------------------------------------------------------------------
def test_the_page_of_a_board_says_rule_source_and_fact(client, world, cast):
    ranked(world, cast)
    attested(world, cast, world.deputy)

    page = sign_in(client, cast["chief"]).get(url("board_case", world.campaign.pk, world.deputy.pk))

    assertContains(page, "Là đơn vị dẫn đầu khối thi đua")
    assertContains(page, "Luật số 06/2022/QH15, Đ. 25")
    assertContains(page, "rank 2")
    assertContains(page, f"{GROUNDS} (attested by secretary)")


def test_a_board_outside_the_ranking_has_no_page(client, world, cast):
    sign_in(client, cast["chief"])

    page = client.get(url("board_case", world.campaign.pk, world.board.pk))

    assert page.status_code == MISSING


def test_attest_criteria_by_the_form(client, world, cast):
    ranked(world, cast)
    page = url("attest_criteria", world.campaign.pk, world.board.pk)
    typed = {f"criterion_{criterion().pk}": "not_met", "grounds": GROUNDS}
    sign_in(client, cast["secretary"])

    assertContains(client.post(page, typed | {"grounds": ""}), "Say on what grounds")
    assertContains(client.post(page, {"grounds": GROUNDS}), "Choose an answer")
    answer = client.post(page, typed)
    assertRedirects(answer, url("board_case", world.campaign.pk, world.board.pk))
    assert [row.is_met for row in Attestation.objects.all()] == [False]
    assertContains(client.post(page, typed), "Choose an answer")  # nothing new


def test_grant_waiver_and_revoke_it_by_the_pages(client, world, cast):
    ranked(world, cast)
    board = url("board_case", world.campaign.pk, world.board.pk)
    page = url("grant_waiver", world.campaign.pk, world.board.pk, kind().pk)
    sign_in(client, cast["chief"])

    assertContains(client.post(page, {"reason": ""}), "Say why the board is nominated")
    assertRedirects(client.post(page, {"reason": WHY}), board)
    assertContains(client.get(board), "Take the exception back")
    waiver = Waiver.objects.get()
    assertRedirects(client.post(url("revoke_waiver", waiver.pk)), board)
    again = client.post(url("revoke_waiver", waiver.pk), follow=True)
    assertContains(again, "This exception has been taken back already.")


def test_grant_waiver_for_what_the_bloc_does_not_propose_is_not_there(client, world, cast):
    ranked(world, cast)
    sign_in(client, cast["chief"])

    page = client.get(url("grant_waiver", world.campaign.pk, world.board.pk, kind("excellent").pk))

    assert page.status_code == MISSING


def test_the_years_tab_leads_there(client, world, cast):
    page = sign_in(client, cast["leader"]).get(reverse("year", args=[world.campaign.pk]))

    assertContains(page, url("nominations", world.campaign.pk))


def test_the_facts_of_who_is_not_ranked_are_said(client, world, cast):
    ranked(world, cast)
    part = BoardYear(world.campaign, world.board)
    actions.grant_waiver(part, kind=kind(), reason=WHY, by=cast["chief"])

    page = sign_in(client, cast["deputy"]).get(url("board_case", world.campaign.pk, world.board.pk))

    assertContains(page, WHY)
    assertNotContains(page, "Take the exception back")
