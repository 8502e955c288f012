"""What the garbage collector costs a reader: as little as what his own run has made.

Streamlit collects garbage after every run and holds up every other reader meanwhile. Walking each
time through all imported modules, kept answers and open sessions would take several times as long
as drawing a page: with a hundred readers, two thirds of the server's time.
"""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

SECONDS_BETWEEN_FREEZES = 2.0
# What was frozen while in use, and is not used any more, stays in memory for five minutes at most.
FREEZES_BETWEEN_SWEEPS = 150


@asynccontextmanager
async def kept_quick() -> AsyncIterator[None]:
    """Leave what lasts out of every collection, until the end of the block."""
    sweep()
    freezing = asyncio.create_task(_freeze_and_sweep())
    try:
        yield
    finally:
        freezing.cancel()
        gc.unfreeze()


def sweep() -> None:
    """Collect all there is to collect, and tell the collector to leave the rest alone."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


async def _freeze_and_sweep() -> None:
    while True:
        for _ in range(FREEZES_BETWEEN_SWEEPS):
            await asyncio.sleep(SECONDS_BETWEEN_FREEZES)
            gc.freeze()  # at once, however much there is
        sweep()
