"""What lasts is left out of the collections after every run, and is swept up all the same."""

import asyncio
import gc
import weakref

import pytest

from pages._shared import collector


class Session:
    """Something that refers to itself, as an open session does: only the collector frees it."""

    def __init__(self) -> None:
        self.own: Session = self


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "SECONDS_BETWEEN_FREEZES", 0.02)


def walked(session: Session) -> bool:
    """Whether a collection walks through it."""
    return any(each is session for each in gc.get_objects())


def test_what_was_made_since_the_start_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "FREEZES_BETWEEN_SWEEPS", 10_000)

    async def served() -> tuple[bool, bool]:
        async with collector.kept_quick():
            made = Session()
            before = walked(made)
            await asyncio.sleep(0.5)
            return before, walked(made)

    assert asyncio.run(served()) == (True, False)


def test_a_session_that_has_ended_is_freed_by_the_next_sweep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collector, "FREEZES_BETWEEN_SWEEPS", 10)

    async def ended() -> tuple[bool, bool]:
        async with collector.kept_quick():
            made = Session()
            gc.freeze()
            seen = weakref.ref(made)
            del made
            gc.collect()
            frozen = seen() is not None
            for _ in range(100):
                await asyncio.sleep(0.1)
                if seen() is None:
                    break
            return frozen, seen() is None

    assert asyncio.run(ended()) == (True, True)


def test_nothing_stays_frozen_after_the_end() -> None:
    async def served() -> int:
        async with collector.kept_quick():
            return gc.get_freeze_count()

    assert asyncio.run(served()) > 0
    assert gc.get_freeze_count() == 0
