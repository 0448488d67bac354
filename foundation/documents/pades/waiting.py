"""Wait for pyHanko's coroutines from code that has no event loop, or has another one running."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Found = TypeVar("Found")


def wait_for(work: Coroutine[None, None, Found]) -> Found:
    """What the coroutine returns, in a loop of its own that is closed afterwards.

    In a thread of its own where a loop runs in this one already. Raises what it raises.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return _alone(work)
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(_alone, work).result()


def _alone(work: Coroutine[None, None, Found]) -> Found:
    """As asyncio.run() does, but without a handler for Ctrl-C.

    Taking that handler down again writes the whole result out as text (signal.signal looks for
    a name for the handler, which holds the task), and that takes as long as making a signature.
    """
    with asyncio.Runner() as runner:
        return runner.get_loop().run_until_complete(work)
