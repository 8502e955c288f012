"""What processes of their own can be given to do with files: to make something of each."""

from typing import Protocol, TypeVar

from pipelines.filing.archive import Receipt
from pipelines.read import Bounds

Made_co = TypeVar("Made_co", covariant=True)


class Task(Protocol[Made_co]):
    """What is made of a file's bytes, within bounds. It is sent to the processes once, at start."""

    @property
    def bounds(self) -> Bounds:
        """The limits of one file, and of the process."""

    @property
    def scratch_bytes(self) -> int:
        """How large a file of its own the process may write; 0 for none."""

    def read(self, receipt: Receipt, content: bytes) -> Made_co:
        """What is made of a file; called in the process."""

    def refused(self, receipt: Receipt, reason: str, value: str) -> Made_co:
        """What stands for a file whose process died of it; called where it was started."""
