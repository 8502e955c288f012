"""Sample filings: what the units of four real campaigns might have filed, all of it made up.

`write` makes the files, the same bytes for the same seed; `truth` says what is in them. Offices and
posts only, no person; every file says that it is synthetic.
"""

from pathlib import Path

from pipelines.sample import files
from pipelines.sample.facts import FiledTable, Truth, truth
from pipelines.sample.filed import build
from pipelines.sample.manifest import (
    CORRECTIONS,
    FILE,
    FiledFile,
    Manifest,
    PlantedFault,
    manifest_of,
)

__all__ = ["FiledFile", "FiledTable", "Manifest", "PlantedFault", "Truth", "truth", "write"]

SEED = 2021


def write(folder: Path, *, seed: int = SEED, corrections: bool = False) -> Manifest:
    """Write the filings and `manifest.json` below `folder`, and return the manifest.

    With `corrections` only those that come when their months have been published, and
    `corrections.json`; without, all others. A file's time of modification is the moment at which it
    was filed.
    """
    wanted = tuple(one for one in build(seed) if one.filing.after_publication == corrections)
    for filed in wanted:
        files.write(folder, filed.filing, filed.style, filed.grids)
    made = manifest_of(seed, wanted)
    made.write(folder, CORRECTIONS if corrections else FILE)
    return made
