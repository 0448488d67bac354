"""Coroutines from code that knows of no event loop."""

import asyncio
import gc
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from foundation.documents import pades
from foundation.documents.pades.waiting import wait_for
from tests import authorities
from tests.foundation.pades import papers


def in_another_loop(work):
    """Run it as if this thread had a loop already, whether or not it has."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


async def halve(number):
    await asyncio.sleep(0)
    if number % 2:
        raise ValueError(number)
    return number // 2


def test_it_returns_what_the_coroutine_returns_and_raises_what_it_raises():
    assert wait_for(halve(8)) == 4
    with pytest.raises(ValueError, match="3"):
        wait_for(halve(3))


def test_it_works_where_another_loop_runs():
    async def inside():
        return wait_for(halve(8)), await halve(6)

    assert in_another_loop(inside()) == (4, 3)


def test_a_paper_is_signed_and_verified_where_another_loop_runs():
    async def inside():
        pdf = papers.sign(papers.laid(), 0)
        signer = authorities.board("B1")
        codes = pades.check_certificate(
            signer.der, chain=signer.chain, roots=papers.roots(), at=papers.LATER
        )
        newest = pades.check_newest(pdf, "board-0", papers.roots(), papers.LATER)
        return codes, newest.valid, papers.verify(pdf).valid

    assert in_another_loop(inside()) == ((), True, True)


def test_it_leaves_nothing_behind():
    """Warnings are errors here: a loop that is not closed would be one."""
    kept = []

    async def leave_one():
        kept.append(asyncio.create_task(asyncio.sleep(3600)))
        return asyncio.get_running_loop()

    loop = wait_for(leave_one())
    gc.collect()

    assert loop.is_closed()
    assert kept[0].cancelled()


def test_nobody_writes_the_result_out_as_text():
    """asyncio.run() does, when it gives Ctrl-C back."""

    class Heavy:
        def __repr__(self):
            raise AssertionError("the result was written out")

    async def make():
        assert signal.getsignal(signal.SIGINT) is before
        return Heavy()

    before = signal.getsignal(signal.SIGINT)

    assert isinstance(wait_for(make()), Heavy)
