"""Where everything that is not in git lies: one folder, `SAIMA_DATA`, by default `data/`."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Home:
    """The state of one installation. `archive`, `layouts`, `corrections`, `editions` and `checks`
    are kept for ever; the rest follows from them.

    `editions` holds the months as they were published, once there are any. No figure follows from
    `checks`.
    """

    root: Path

    @property
    def inbox(self) -> Path:
        """What units have sent: `<campaign>/<month>/<unit>.xlsx`."""
        return self.root / "inbox"

    @property
    def archive(self) -> Path:
        """Every file as it came, by content hash, with its receipts."""
        return self.root / "archive"

    @property
    def layouts(self) -> Path:
        """The headers that were confirmed by hand, a file a unit."""
        return self.root / "layouts"

    @property
    def corrections(self) -> Path:
        """What is known to be wrong in filings, a file a campaign."""
        return self.root / "corrections"

    @property
    def store(self) -> Path:
        """The private store, a DuckDB file that only the pipeline opens."""
        return self.root / "store.duckdb"

    @property
    def snapshots(self) -> Path:
        """The published snapshots and the pointer to the one that is served."""
        return self.root / "snapshots"

    @property
    def editions(self) -> Path:
        """The months frozen as they were published."""
        return self.root / "editions"

    @property
    def checks(self) -> Path:
        """What the checks found at each run, a file a run."""
        return self.root / "checks"

    @property
    def slips(self) -> Path:
        """Return slips and marked copies, for those who send them on: they hold what was filed."""
        return self.root / "slips"

    def create(self) -> "Home":
        """This home, with its folders made."""
        for folder in (self.inbox, self.archive, self.snapshots, self.editions):
            folder.mkdir(parents=True, exist_ok=True)
        return self


def known_errors_of(campaign: str) -> str:
    """Where a campaign's known errors lie, from the root of an installation."""
    return f"corrections/{campaign}.toml"


def home() -> Home:
    """The installation that `SAIMA_DATA` names. A relative path is one from where we stand."""
    named = os.environ.get("SAIMA_DATA")
    return Home(Path(named).resolve() if named else ROOT / "data")
