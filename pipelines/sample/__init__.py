"""Sample filings: what the units of four real campaigns might have filed, all of it made up.

`write` makes the files, the same bytes for the same seed; `truth` says what is in them. Offices and
posts only, no person; every file says that it is synthetic.
"""

from pathlib import Path

from pipelines.sample import files
from pipelines.sample.facts import FiledTable, Truth, truth
from pipelines.sample.filed import build
from pipelines.sample.manifest import FiledFile, Manifest, PlantedFault, manifest_of

__all__ = ["FiledFile", "FiledTable", "Manifest", "PlantedFault", "Truth", "truth", "write"]

SEED = 2021


def write(folder: Path, *, seed: int = SEED) -> Manifest:
    """Write all filings and `manifest.json` below `folder`, and return the manifest.

    A file's time of modification is the moment at which it was filed.
    """
    everything = build(seed)
    for filed in everything:
        files.write(folder, filed.filing, filed.style, filed.grids)
    made = manifest_of(seed, everything)
    made.write(folder)
    return made
