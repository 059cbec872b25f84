import asyncio
import threading
from typing import Any

import pytest

from deployments.drafts import Tell, told


def read(work: Any) -> list[Any]:
    async def scenario() -> list[Any]:
        return [item async for item in told(work)]

    return asyncio.run(scenario())


def test_texts_come_before_the_answer() -> None:
    async def work(tell: Tell) -> int:
        tell("a")
        await asyncio.sleep(0.01)
        tell("b")
        await asyncio.sleep(0.01)
        return 3

    assert read(work) == ["a", "b", 3]


def tell_many(tell: Tell) -> None:
    for number in range(1000):
        tell(str(number))


def test_a_slow_reader_gets_the_newest_text() -> None:
    async def work(tell: Tell) -> int:
        thread = threading.Thread(target=tell_many, args=(tell,))
        thread.start()
        thread.join()
        await asyncio.sleep(0.01)
        return 3

    assert read(work) == ["999", 3]


def test_what_the_work_raises_is_raised() -> None:
    async def work(tell: Tell) -> int:
        tell("a")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        read(work)


def test_the_work_is_cancelled_with_its_reader() -> None:
    stopped: list[bool] = []

    async def work(tell: Tell) -> int:
        tell("a")
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            stopped.append(True)
            raise
        return 3

    async def scenario() -> None:
        items = told(work)
        assert await anext(items) == "a"
        await items.aclose()
        await asyncio.sleep(0)

    asyncio.run(scenario())
    assert stopped == [True]
