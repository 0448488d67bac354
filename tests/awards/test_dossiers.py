"""The dossier of a proposal says what is missing, and keeps what was replaced."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from awards import actions
from awards.models import DossierPart, Proposal
from awards.queries.dossiers import items_of
from awards.regulations import dossiers as regulations
from campaigns.pieces import Piece
from tests import factories as make
from tests.awards.proposed import kind, last, nominated
from tests.awards.voted import declare, put
from tests.budget import MOST_QUERIES, queries_of
from tests.pledges.test_signing_actions import PIXEL

pytestmark = pytest.mark.usefixtures("today")
PNG, SCAN = "image/png", b"scan"


def upload(content=PIXEL):
    return SimpleUploadedFile("giấy tờ.png", content)


@pytest.fixture
def proposal(world, cast):
    """The board is proposed for the flag."""
    nominated(world, cast)
    declare(put(world, cast), cast["chief"], {world.board: 3}, passed=[world.board])
    actions.take_proposals(world.campaign, by=cast["secretary"])
    return Proposal.objects.get()


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


def add(proposal, cast, item, content=SCAN):
    piece = Piece(item.title, content, PNG, "giấy tờ.png")
    return actions.add_dossier_part(proposal, item, piece, by=cast["writer"])


def test_add_dossier_part_replaces_and_keeps(proposal, cast):
    item = items_of(proposal)[0]
    first = add(proposal, cast, item)

    second = add(proposal, cast, item, b"better")

    first.refresh_from_db()
    assert (first.replaced_by, second.replaced_at) == (cast["writer"], None)
    assert (first.document.read(), second.document.read()) == (SCAN, b"better")
    assert second.document.owner == proposal.board.code
    assert last("add_dossier_part") == (
        f"put “{item.title}” into the dossier of {proposal.board.short_name}"
        f" for “{proposal.kind.name}”"
    )


def test_add_dossier_part_refuses(proposal, cast):
    item = items_of(proposal)[0]
    with pytest.raises(regulations.PaperNotAsked):
        add(proposal, cast, kind("merit").dossier_items.first())
    add(proposal, cast, item)
    with pytest.raises(regulations.SameFile):
        add(proposal, cast, item)
    assert DossierPart.objects.count() == 1


def test_the_page_says_what_is_missing(client, proposal, cast):
    client.force_login(cast["writer"])
    page = url("dossier", proposal.pk)
    required = [item for item in items_of(proposal) if item.is_required]
    optional = [item for item in items_of(proposal) if not item.is_required]

    answer = client.get(page)
    assertContains(answer, "The dossier is not complete. Missing:")
    assertContains(answer, "badge tone-now", count=len(required))
    assertContains(answer, "badge tone-later", count=len(optional))
    for item in required:
        form = url("add_dossier_part", proposal.pk, item.pk)
        assertContains(client.post(form, {"file": upload(b"text")}), "is none of these")
        assertRedirects(client.post(form, {"file": upload()}), page)
    answer = client.get(page)
    assertNotContains(answer, "Missing:")
    assertContains(answer, "badge tone-done", count=len(required))
    again = url("add_dossier_part", proposal.pk, required[0].pk)
    assertContains(client.post(again, {"file": upload()}), "This very file")
    part = DossierPart.objects.first()
    assert client.get(url("dossier_file", part.pk)).getvalue() == PIXEL
    answer = client.get(url("dossiers", proposal.campaign_id))
    assertContains(answer, f"{len(required)}/{len(required)}")


def test_another_board_learns_nothing_of_a_dossier(client, proposal, cast, world):
    part = add(proposal, cast, items_of(proposal)[0])
    other = make.PostFactory(board=make.SeatFactory(bloc=world.bloc, position=4).board)
    client.force_login(other.account)

    pages = {
        "dossier": [proposal.pk], "dossier_file": [part.pk],
        "add_dossier_part": [proposal.pk, part.item_id],
    }  # fmt: skip
    assert {client.get(url(name, *args)).status_code for name, args in pages.items()} == {403}
    assertContains(client.get(url("dossiers", proposal.campaign_id)), "No dossier here")


@pytest.mark.parametrize(("part", "code"), [("outsider", 404), ("reviewer", 403), ("deputy", 403)])
def test_add_dossier_part_is_for_the_board_and_the_blocs_officers(
    client, proposal, cast, part, code
):
    client.force_login(cast[part])
    item = items_of(proposal)[0]

    answer = client.post(url("add_dossier_part", proposal.pk, item.pk), {"file": upload()})

    assert answer.status_code == code
    assert not DossierPart.objects.exists()


@pytest.mark.parametrize("part", ["writer", "secretary", "reviewer"])
def test_the_pages_stay_within_their_queries(client, proposal, cast, part):
    client.force_login(cast[part])

    for page in (url("dossiers", proposal.campaign_id), url("dossier", proposal.pk)):
        before = queries_of(client, page)
        add(proposal, cast, items_of(proposal)[0], page.encode())
        assert queries_of(client, page) == before <= MOST_QUERIES
