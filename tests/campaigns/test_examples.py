"""Examples: published, adopted, told of, withdrawn."""

from http import HTTPStatus

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions
from campaigns.models import Adoption, BoardYear, Example, ExampleKind
from campaigns.regulations import examples as regulations
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue
from tests import factories as make
from tests.budget import assert_same_queries
from tests.foundation.pades.papers import drawn as a_pdf

pytestmark = pytest.mark.usefixtures("today")

NAME = "Tổ công tác gỡ vướng cho nhà đầu tư"


def published(world, cast, board=None, **changed):
    facts = {"kind": ExampleKind.MODEL, "name": NAME, "story": "Họp mỗi tuần, trả lời tại chỗ."}
    who = BoardYear(world.campaign, board or world.board)
    return actions.publish_example(who, **{**facts, **changed}, by=cast["leader"])


def adopted(world, cast, example, board=None):
    who = BoardYear(world.campaign, board or world.deputy)
    return actions.adopt_example(who, example=example, by=cast["deputy"])


def last(verb):
    return sentence(Event.objects.filter(verb=f"campaigns.{verb}").first())


def test_publish_example_shows_it_to_the_bloc(world, cast):
    example = published(world, cast)

    assert (example.board, example.published_by) == (world.board, cast["leader"])
    assert last("publish_example") == f"published the example “{NAME}”"


def test_publish_example_refuses_strangers_empty_stories_and_doubles(world, cast):
    with pytest.raises(regulations.NoMemberOfTheYear):
        published(world, cast, make.BoardFactory())
    with pytest.raises(regulations.StoryMissing):
        published(world, cast, story="  ")
    published(world, cast)
    with pytest.raises(regulations.PublishedAlready):
        published(world, cast)

    assert Example.objects.count() == 1


def test_adopt_example_tells_the_author(world, cast, django_capture_on_commit_callbacks):
    example = published(world, cast)

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        adoption = adopted(world, cast, example)

    assert (adoption.board, adoption.adopted_by) == (world.deputy, cast["deputy"])
    told = {letter.to[0] for letter in mail.outbox}
    assert told == {cast["leader"].email, cast["writer"].email}
    assert last("adopt_example") == f"adopted the example for {world.deputy.short_name}"


def test_adopt_example_refuses_the_own_one_twice_and_withdrawn_ones(world, cast):
    example = published(world, cast)

    with pytest.raises(regulations.OwnExample):
        adopted(world, cast, example, world.board)
    with pytest.raises(regulations.NoMemberOfTheYear):
        adopted(world, cast, example, make.BoardFactory())
    adopted(world, cast, example)
    with pytest.raises(regulations.AdoptedAlready):
        adopted(world, cast, example)
    actions.withdraw_example(example, by=cast["leader"])
    with pytest.raises(regulations.ExampleWithdrawn):
        adopted(world, cast, example, world.chief)

    assert Adoption.objects.count() == 1


def test_an_example_can_never_be_adopted_twice(world, cast):
    adoption = adopted(world, cast, published(world, cast))

    adoption.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        adoption.save(force_insert=True)


def test_tell_effect_may_be_told_anew(world, cast):
    adoption = adopted(world, cast, published(world, cast))

    with pytest.raises(regulations.EffectMissing):
        actions.tell_effect(adoption, effect=" ", by=cast["deputy"])
    for effect in ("Giảm 3 ngày.", "Giảm 5 ngày."):
        actions.tell_effect(adoption, effect=effect, by=cast["deputy"])

    adoption.refresh_from_db()
    assert (adoption.effect, adoption.effect_told_by) == ("Giảm 5 ngày.", cast["deputy"])
    assert last("tell_effect") == f"told what came of it at {world.deputy.short_name}"
    actions.withdraw_example(adoption.example, by=cast["leader"])
    adoption.example.refresh_from_db()
    with pytest.raises(regulations.ExampleWithdrawn):
        actions.tell_effect(adoption, effect="x", by=cast["deputy"])


def test_withdraw_example_happens_once(world, cast):
    example = published(world, cast)

    actions.withdraw_example(example, by=cast["leader"])
    with pytest.raises(regulations.ExampleWithdrawn):
        actions.withdraw_example(example, by=cast["leader"])

    assert last("withdraw_example") == f"withdrew the example “{NAME}”"


# -- pages -----------------------------------------------------------------------------------------
def address(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def status(client, person, url):
    client.force_login(person)
    return client.get(url).status_code


def test_an_example_is_published_adopted_and_told_of_on_its_pages(client, world, cast):
    client.force_login(cast["leader"])
    publish = address("publish_example", world.campaign.pk, world.board.pk)
    typed = {"kind": "model", "name": NAME, "story": "Họp mỗi tuần."}

    refused = client.post(publish, {**typed, "story": ""})
    sent = client.post(publish, {**typed, "file": SimpleUploadedFile("mo-hinh.pdf", a_pdf())})

    example = Example.objects.get()
    assert "story" in refused.context["form"].errors
    assertContains(refused, NAME)
    assertRedirects(sent, address("examples", world.campaign.pk))
    client.force_login(cast["deputy"])
    adopt = address("adopt_example", example.pk, world.deputy.pk)
    assertContains(client.get(example.get_absolute_url()), adopt)
    client.post(adopt)
    again = client.post(adopt, follow=True)
    assertContains(again, "The board has adopted this example already.")
    assertNotContains(client.get(example.get_absolute_url()), adopt)
    tell = address("tell_effect", Adoption.objects.get().pk)
    client.post(tell, {"effect": "Giảm 5 ngày."})
    assertContains(client.get(example.get_absolute_url()), "Giảm 5 ngày.")
    file = client.get(address("example_file", example.pk))
    assert b"".join(file.streaming_content) == a_pdf()


def test_a_withdrawn_example_is_seen_by_its_board_alone(client, world, cast):
    example = published(world, cast)
    client.force_login(cast["leader"])

    client.post(address("withdraw_example", example.pk))

    assertContains(client.get(example.get_absolute_url()), "Withdrawn by its board")
    assertNotContains(client.get(address("examples", world.campaign.pk)), NAME)
    assert status(client, cast["deputy"], example.get_absolute_url()) == HTTPStatus.NOT_FOUND


def test_who_may_see_and_do_what(client, world, cast):
    example = published(world, cast)

    seen = {
        part
        for part, person in cast.items()
        if status(client, person, example.get_absolute_url()) == HTTPStatus.OK
    }
    assert seen == set(cast) - {"outsider", "administrator"}
    publish = address("publish_example", world.campaign.pk, world.board.pk)
    assert status(client, cast["writer"], publish) == HTTPStatus.FORBIDDEN
    client.force_login(cast["writer"])
    adopt = client.post(address("adopt_example", example.pk, world.board.pk))
    withdraw = client.post(address("withdraw_example", example.pk))
    assert (adopt.status_code, withdraw.status_code) == (403, 403)
    adoption = adopted(world, cast, example)
    tell = address("tell_effect", adoption.pk)
    assert status(client, cast["leader"], tell) == HTTPStatus.NOT_FOUND


def test_the_pages_cost_the_same_for_1_3_and_16(client, world, cast):
    example = published(world, cast)
    client.force_login(cast["chief"])
    number = iter(range(100))

    def one_more():
        board = make.SeatFactory(bloc=world.bloc).board
        adopted(world, cast, example, board)
        published(world, cast, board, name=f"Mô hình {next(number)}")

    assert_same_queries(client, address("examples", world.campaign.pk), one_more)
    assert_same_queries(client, example.get_absolute_url(), one_more)
