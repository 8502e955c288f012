"""The private store: only the pipeline opens it, one writer at a time.

It follows from the archive: losing it costs the time of a rebuild, never a filing. Everything that
a file brings goes in with one transaction, so a run that is cut off leaves whole files or none.
"""

from warehouse.store.ledger import Store, open_store
from warehouse.store.lock import Busy, writer
from warehouse.store.reading import Filing, Reading

__all__ = ["Busy", "Filing", "Reading", "Store", "open_store", "writer"]
