"""A year passes from its chief to the next: packed, handed over, received."""

import hashlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.urls import reverse

from bloc.models import Secretary
from conferences import actions, tasks
from conferences.models import ConferenceKind, HandOver, PaperKind, SignedPaper
from conferences.papers.hand_over import of_hand_over
from conferences.papers.signing import of_paper
from conferences.queries.hand_over import open_matters, with_matters
from conferences.queries.signing import places_of
from conferences.regulations import hand_over as regulations
from foundation.documents import archives
from foundation.documents.keeping import file_document
from foundation.jobs import queue
from tests import factories as make
from tests.conferences.called import called, events, last
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today", "cast")


@pytest.fixture
def elected(world):
    """The plain board is chief of the next year already."""
    make.TermFactory(bloc=world.bloc, board=world.board, year=make.YEAR + 1)


@pytest.fixture
def papers(world):
    return [filed(world, f"giấy {number}".encode(), f"giay-{number}.pdf") for number in range(3)]


def filed(world, content, name, **filing):
    usual = {"bloc": world.bloc.code, "year": make.YEAR, "title": f"Văn bản {name}"}
    return file_document(content, file_name=name, **usual | filing)


@pytest.fixture
def ready(world, cast, papers, elected):
    return packed(world, cast)


def packed(world, cast, **facts):
    made = actions.prepare_hand_over(world.campaign, **facts, by=cast["secretary"])
    tasks.pack_papers(made.pk, made.prepared_at.isoformat())
    made.refresh_from_db()
    return made


def opened(hand_over):
    return ZipFile(BytesIO(hand_over.archive.read()))


# -- prepare_hand_over ---------------------------------------------------------------------------
def test_prepare_hand_over_packs_every_paper_of_the_year_with_its_fingerprint(
    world, cast, papers, elected
):
    filed(world, b"another year", "khac.pdf", year=make.YEAR - 1)
    filed(world, b"another bloc", "khac.pdf", bloc="KTD-99")

    made = packed(world, cast, remarks=" Còn nợ quỹ khối ")

    assert (made.giver, made.receiver) == (world.chief, world.board)
    assert made.remarks == "Còn nợ quỹ khối"
    assert (made.papers, made.left_out) == (3, 0)
    archive = opened(made)
    sums = dict(
        reversed(line.split("  ")) for line in archive.read(archives.SUMS).decode().splitlines()
    )
    assert list(sums) == ["0001-giay-0.pdf", "0002-giay-1.pdf", "0003-giay-2.pdf"]
    for name, digest in sums.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    assert "Văn bản giay-1.pdf" in archive.read(archives.INDEX).decode()
    assert made.archive.file_name == f"ban-giao-{make.YEAR}.zip"
    assert last("prepare_hand_over").startswith(f"prepared the hand-over of {make.YEAR}")
    assert last("keep_archive").startswith("packed 3 papers of the year")


def test_packing_anew_takes_new_papers_and_never_an_old_archive(world, cast, ready):
    filed(world, b"late", "muon.pdf")

    again = packed(world, cast)

    assert again.pk == ready.pk
    assert (again.papers, again.left_out) == (4, 0)
    assert not [name for name in opened(again).namelist() if name.endswith(".zip")]


def test_packing_twice_is_once(ready):
    tasks.pack_papers(ready.pk, ready.prepared_at.isoformat())

    assert events("keep_archive") == 1


def test_a_packing_that_was_overtaken_files_nothing(world, cast, papers, elected):
    first = actions.prepare_hand_over(world.campaign, by=cast["secretary"])
    early = first.prepared_at.isoformat()
    HandOver.objects.update(prepared_at=first.prepared_at.replace(year=2001))

    tasks.pack_papers(first.pk, early)

    first.refresh_from_db()
    assert first.archive is None


def test_what_is_lost_or_too_much_is_left_out_and_named(world, cast, papers, elected, monkeypatch):
    papers[0].blob.path.unlink()
    filed(world, b"x" * 5000, "lon.pdf")
    monkeypatch.setattr(archives.pack, "__kwdefaults__", {"most": 1000})

    made = packed(world, cast)

    assert (made.papers, made.left_out) == (2, 2)
    index = opened(made).read(archives.INDEX).decode()
    assert "không còn tệp trên máy chủ" in index
    assert "vượt quá dung lượng của tệp nén" in index
    assert papers[0].blob_id in index


def test_a_file_name_cannot_leave_the_folder(world, cast, elected):
    filed(world, b"wicked", "../../etc/passwd")
    filed(world, b"wicked too", "..\\..\\boot.ini")

    names = opened(packed(world, cast)).namelist()

    assert names[:2] == ["0001-passwd", "0002-boot.ini"]


def test_prepare_hand_over_refuses_without_a_chief_to_come(world, cast):
    with pytest.raises(regulations.NobodyToReceive):
        actions.prepare_hand_over(world.campaign, by=cast["chief"])


def test_prepare_hand_over_refuses_a_chief_who_stays(world, cast):
    make.TermFactory(bloc=world.bloc, board=world.chief, year=make.YEAR + 1)

    with pytest.raises(regulations.SameChief):
        actions.prepare_hand_over(world.campaign, by=cast["chief"])


def test_prepare_hand_over_refuses_a_year_without_a_chief(cast):
    alone = make.CampaignFactory()

    with pytest.raises(regulations.NobodyToHandOver):
        actions.prepare_hand_over(alone, by=cast["chief"])


def test_prepare_hand_over_refuses_what_was_handed_over(world, cast, ready):
    actions.hand_over_year(ready, by=cast["chief"])

    with pytest.raises(regulations.HandedOverAlready):
        actions.prepare_hand_over(world.campaign, by=cast["chief"])


# -- hand_over_year ------------------------------------------------------------------------------
def test_hand_over_year_is_signed_and_the_new_chief_is_told(
    ready, cast, django_capture_on_commit_callbacks
):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.hand_over_year(ready, by=cast["chief"])

    ready.refresh_from_db()
    assert ready.given_by == cast["chief"]
    assert [letter.to for letter in mail.outbox] == [[cast["leader"].email]]
    assert last("hand_over_year").startswith(f"handed the year {make.YEAR} over to")


def test_hand_over_year_refuses_without_an_archive(world, cast, elected):
    bare = actions.prepare_hand_over(world.campaign, by=cast["chief"])

    with pytest.raises(regulations.ArchiveMissing):
        actions.hand_over_year(bare, by=cast["chief"])


def test_hand_over_year_refuses_an_archive_that_lacks_papers(world, ready, cast):
    filed(world, b"late", "muon.pdf")

    with pytest.raises(regulations.ArchiveStale):
        actions.hand_over_year(ready, by=cast["chief"])

    ready.refresh_from_db()
    assert ready.given_at is None


def test_hand_over_year_refuses_twice(ready, cast):
    actions.hand_over_year(ready, by=cast["chief"])

    with pytest.raises(regulations.HandedOverAlready):
        actions.hand_over_year(ready, by=cast["chief"])


# -- receive_year --------------------------------------------------------------------------------
def test_receive_year_ends_the_old_secretarys_post(
    ready, cast, today, world, django_capture_on_commit_callbacks
):
    actions.hand_over_year(ready, by=cast["chief"])

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.receive_year(ready, by=cast["leader"])

    ready.refresh_from_db()
    assert ready.received_by == cast["leader"]
    assert [post.until for post in Secretary.objects.all()] == [today]
    assert [cast["chief"].email] in [letter.to for letter in mail.outbox]
    assert last("receive_year").startswith(f"received the year {make.YEAR} from")


def test_receive_year_refuses_what_was_not_given_and_twice(ready, cast):
    with pytest.raises(regulations.NotHandedOver):
        actions.receive_year(ready, by=cast["leader"])
    actions.hand_over_year(ready, by=cast["chief"])
    actions.receive_year(ready, by=cast["leader"])
    with pytest.raises(regulations.ReceivedAlready):
        actions.receive_year(ready, by=cast["leader"])

    assert events("receive_year") == 1


def test_both_boards_sign_the_record_where_a_closing_conference_was_held(ready, world, cast):
    called(world, cast, kind=ConferenceKind.YEAR_END, held_on=TODAY)
    actions.hand_over_year(ready, by=cast["chief"])
    actions.receive_year(ready, by=cast["leader"])

    [signed] = SignedPaper.objects.filter(kind=PaperKind.HAND_OVER)
    tasks.draw_paper(signed.pk)
    signed.refresh_from_db()

    assert [(str(each.account), each.part) for each in places_of(signed)] == [
        ("chief", "giver"),
        ("leader", "receiver"),
    ]
    drawn = of_paper(signed)
    assert drawn["number"] == f"Số: {signed.paper.marked}"
    assert [cell["title"] for cell in drawn["cells"]] == ["BÊN GIAO", "BÊN NHẬN"]
    assert signed.round.drawn.file_name == f"bien-ban-ban-giao-{make.YEAR}.pdf"


# -- what is open --------------------------------------------------------------------------------
def test_open_matters_name_what_the_old_chief_has_not_finished(world):
    assert [str(each.title) for each in open_matters(with_matters(world.campaign))] == [
        "The ranking has not been taken",
        "The summary report has not been issued",
    ]


# -- the pages -----------------------------------------------------------------------------------
def address(name, world):
    return reverse(f"conferences:{name}", args=[world.campaign.pk])


def test_the_pages_lead_from_packing_to_receiving(client, world, cast, papers, elected):
    client.force_login(cast["chief"])
    said = client.post(address("prepare_hand_over", world), {"remarks": "Quỹ"}, follow=True)
    assert "being packed" in said.content.decode()
    made = HandOver.objects.get()
    tasks.pack_papers(made.pk, made.prepared_at.isoformat())
    assert "Hand over" in client.get(address("hand_over", world)).content.decode()
    client.post(address("hand_over_year", world))

    client.force_login(cast["leader"])
    assert "Quỹ" in client.get(address("hand_over", world)).content.decode()
    assert b"".join(client.get(address("archive", world)).streaming_content).startswith(b"PK")
    client.post(address("receive_year", world))

    made.refresh_from_db()
    assert made.received_by == cast["leader"]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("hand_over", "writer"),
        ("archive", "reviewer"),
        ("archive", "deputy"),
        ("prepare_hand_over", "leader"),
        ("hand_over_year", "secretary"),
        ("hand_over_year", "leader"),
        ("receive_year", "chief"),
        ("receive_year", "secretary"),
    ],
)
def test_nobody_else_does_it(client, request, name, part):
    world, cast, ready = map(request.getfixturevalue, ("world", "cast", "ready"))
    client.force_login(cast[part])
    method = client.post if name in {"hand_over_year", "receive_year"} else client.get

    assert method(address(name, world)).status_code == 403

    ready.refresh_from_db()
    assert (ready.given_at, ready.received_at) == (None, None)


def test_a_stranger_does_not_learn_of_it(client, world, cast, ready):
    client.force_login(cast["outsider"])

    assert client.get(address("hand_over", world)).status_code == 404
    assert client.get(address("archive", world)).status_code == 404


def test_the_record_names_both_boards_the_papers_and_who_confirmed_them(client, world, cast, ready):
    actions.hand_over_year(ready, by=cast["chief"])
    said = of_hand_over(ready)

    assert [side["board"] for side in said["sides"]] == [str(world.chief), str(world.board)]
    assert [side["name"] for side in said["sides"]] == ["chief", "leader"]
    assert "3 văn bản" in said["papers"][0]
    assert ready.archive.blob_id in said["papers"][1]
    assert len(said["closing"]) == 2
    assert said["closing"][0].startswith("Bên giao xác nhận trên hệ thống")
    assert said["closing"][0].endswith("chief.")
    client.force_login(cast["leader"])
    assert client.get(address("hand_over_record", world)).content.startswith(b"%PDF")


def test_there_is_no_archive_before_it_is_packed(client, world, cast, elected):
    actions.prepare_hand_over(world.campaign, by=cast["chief"])
    client.force_login(cast["chief"])

    assert client.get(address("archive", world)).status_code == 404
    assert client.get(address("hand_over_record", world)).status_code == 404
