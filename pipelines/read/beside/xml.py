"""XML by expat, without entities: a document type is never a spreadsheet's and is refused."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from pipelines.read.grid import Unreadable

Attributes = dict[str, str]


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def prefixed(name: str) -> str:
    """A name with what its namespace is usually called: the last word of the address but one."""
    space, _, own = name.rpartition(" ")
    words = space.split(":")
    return f"{words[-2]}:{own}" if len(words) > 1 else own


def parse(
    pieces: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    *,
    named: Callable[[str], str] = local,
) -> None:
    """Call back for every element; elements and attributes are called what `named` calls them."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def opened(name: str, attributes: Attributes) -> None:
        start(named(name), {named(key): value for key, value in attributes.items()})

    parser.StartElementHandler = opened
    if end is not None:
        parser.EndElementHandler = lambda name: end(named(name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable("damaged", str(error)) from None


def _refuse(*_: object) -> None:
    raise Unreadable("damaged", "DOCTYPE")
