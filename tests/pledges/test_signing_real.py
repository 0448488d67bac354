"""What signing survives: a web server killed between and within its steps; and what it forgets."""

import base64
import json
import threading
import time
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from foundation import clock
from foundation.documents import pades
from foundation.signing import rounds, tickets, trust
from foundation.signing.models import PartyState, Preparation, Signature
from tests import signing
from tests.office import Office
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

pytestmark = pytest.mark.real


@pytest.fixture
def office(committed, tmp_path):
    running = Office(tmp_path)
    running.start_broker()
    running.start_web()
    yield running
    running.close()


@pytest.fixture
def places(committed, world, cast):
    signing.trust_the_tests()
    return signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])


class Agent:
    """One board's agent, step by step."""

    def __init__(self, office, place, account):
        self.office, self.place = office, place
        self.identity = signing.identity_of(place.board)
        self.ticket = tickets.issue(place, account)

    def ask(self, name, **said):
        status, body, _ = self.office.post(
            reverse(f"signing:{name}"),
            json.dumps(said).encode(),
            Authorization=f"Ticket {self.ticket}",
            **{"Content-Type": "application/json"},
        )
        return status, json.loads(body)

    def prepare(self):
        own, *above = [
            base64.b64encode(each).decode() for each in [self.identity.der, *self.identity.chain]
        ]
        status, said = self.ask("prepare_by_ticket", certificate=own, chain=above)
        if status == 200:
            signature = pades.signature_over(
                base64.b64decode(said["attributes"]), self.identity.key
            )
            said["signature"] = base64.b64encode(signature).decode()
        return status, said

    def finish(self, prepared):
        return self.ask(
            "finish_by_ticket",
            preparation=prepared["preparation"],
            signature=prepared["signature"],
        )


def newest(place):
    content = rounds.newest_revision(place.party.round).document.read()
    return pades.verify(content, trust.roots(), clock.now())


def test_a_server_killed_between_the_steps_signs_once_all_the_same(office, places, cast):
    agent = Agent(office, places[2], cast["leader"])
    _, prepared = agent.prepare()
    office.kill("web")
    office.start_web()

    status, done = agent.finish(prepared)
    again, same = agent.finish(prepared)

    assert (status, again) == (200, 200)
    assert done == same
    assert Signature.objects.count() == 1
    assert newest(places[2]).valid


def test_a_turn_whose_server_was_killed_runs_out_by_itself(office, places, cast):
    Agent(office, places[2], cast["leader"]).prepare()
    office.kill("web")
    office.start_web()
    other = Agent(office, places[0], cast["chief"])
    assert other.prepare()[0] == 409

    # a minute and a half later
    rows = Preparation.objects.filter(ended_at=None)
    rows.update(expires_at=clock.now() - timedelta(seconds=1))

    _, prepared = other.prepare()
    assert other.finish(prepared)[0] == 200
    assert newest(places[0]).valid


def test_a_server_killed_at_any_moment_of_the_last_step_signs_once_or_not_at_all(
    office, places, cast
):
    people = ("chief", "deputy", "leader")
    for number, (place, person) in enumerate(zip(places, people, strict=True)):
        agent = Agent(office, place, cast[person])
        _, prepared = agent.prepare()
        broken = threading.Thread(target=tries, args=[agent, prepared])
        broken.start()
        time.sleep(0.03 + 0.06 * number)
        office.kill("web")
        broken.join()
        office.start_web()

        status, done = agent.finish(prepared)

        assert (status, done["revision"]) == (200, number + 1)
        place.party.refresh_from_db()
        assert place.party.state == PartyState.SIGNED
    assert Signature.objects.count() == 3
    assert newest(places[0]).valid


def tries(agent, prepared):
    """Ask a server that is about to die."""
    try:
        agent.finish(prepared)
    except (OSError, ValueError):
        return


# a key file leaves nothing behind -----------------------------------------------------------------


def traces(secrets, office):
    """Where any of the secrets can be found: files, tables, the broker."""
    found = []
    folders = [office.folder, *(path for path in [office.media] if path.exists())]
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        found += [str(path) for secret in secrets if secret in content]
    for table, row in all_rows():
        found += [table for secret in secrets if secret in row]
    return found


def all_rows():
    """Every row of every table, as the database prints it; bytes as they are."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- the database's own names
            for row in cursor.fetchall():
                for value in row:
                    plain = isinstance(value, bytes | memoryview)
                    yield table, bytes(value) if plain else str(value).encode()


def multipart(**fields):
    border = uuid.uuid4().hex
    parts = []
    for name, value in fields.items():
        filename = '; filename="khoa.p12"' if isinstance(value, bytes) else ""
        head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"{filename}\r\n\r\n'
        content = value if isinstance(value, bytes) else value.encode()
        parts += [head.encode(), content, b"\r\n"]
    body = b"".join([*parts, f"--{border}--\r\n".encode()])
    return body, f"multipart/form-data; boundary={border}"


@pytest.mark.parametrize("passphrase", ["KhongAiBiet-4711-right", "KhongAiBiet-4711-wrong"])
def test_a_key_file_and_its_passphrase_are_found_nowhere_afterwards(
    office, places, cast, client, passphrase
):
    place, right = places[2], "KhongAiBiet-4711-right"
    key = signing.identity_of(place.board).pkcs12(right.encode())
    cast["leader"].set_password("mật khẩu 123")
    cast["leader"].save()
    client.force_login(cast["leader"])
    client.post(reverse("account_reauthenticate"), {"password": "mật khẩu 123"})
    token = "a" * 32
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}"
    body, kind = multipart(csrfmiddlewaretoken=token, key_file=key, passphrase=passphrase)

    status, _, _ = office.post(
        reverse("pledges:sign_with_key_file", args=[place.pk]),
        body,
        Cookie=cookies,
        **{"Content-Type": kind},
    )

    assert status == (302 if passphrase == right else 200)
    private = signing.identity_of(place.board).key.private_numbers()
    prime = private.p.to_bytes(128, "big")
    secrets = [passphrase.encode(), key[200:264], prime[:64], str(private.p).encode()]
    secrets += [base64.b64encode(secret)[:60] for secret in (key, passphrase.encode())]
    assert traces(secrets, office) == []
    office.save_broker()
    assert traces(secrets, office) == []


def test_the_search_finds_what_is_there(office, places):
    """The search above would find a passphrase, were it kept."""
    place = places[0].party.round
    place.end_reason = "KhongAiBiet-4711-kept"
    place.save(update_fields=["end_reason"])
    (office.folder / "log.txt").write_text("KhongAiBiet-4711-kept")

    found = traces([b"KhongAiBiet-4711-kept"], office)

    assert str(office.folder / "log.txt") in found
    assert "signing_round" in found
