"""PDFs: opened and gone through object by object. None that runs, starts, fetches or carries something is taken."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from files.kinds.kind import active, broken, double, large, locked

#: What an action may not be (ISO 32000-1, 12.6.4). Links to web pages and within the document may.
_ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "something that starts a program",
    "/SubmitForm": "a form that sends what is typed into it",
    "/ImportData": "something that fetches data",
    "/GoToR": "a link to a file elsewhere",
    "/GoToE": "a link into an embedded file",
    "/Rendition": "a recording",
    "/Movie": "a recording",
    "/Sound": "a recording",
    "/RichMediaExecute": "a recording",
}
#: Keys that no dictionary may have, and what they mean.
_KEYS = {
    "/JS": "JavaScript",
    "/JavaScript": "JavaScript",
    "/EmbeddedFiles": "other files inside it",
    "/EF": "other files inside it",
    "/RichMediaContent": "a recording or a program",
    "/XFA": "a form that can run",
}
#: What no object may be.
_TYPES = {
    "/EmbeddedFile": "other files inside it",
    "/FileAttachment": "other files inside it",
    "/RichMedia": "a recording or a program",
    "/Movie": "a recording",
    "/Sound": "a recording",
    "/Screen": "a recording",
    "/3D": "a model that can run",
}
_MOST_OBJECTS = 500_000
_DEEPEST = 60
_ZIP_END = b"PK\x05\x06"


def check_pdf(data: bytes) -> None:
    """Raises Unreadable for a PDF that is damaged, locked, an archive too, or holds anything active."""
    end = data.rfind(_ZIP_END)
    if end >= 0 and end + 22 + int.from_bytes(data[end + 20 : end + 22], "little") == len(data):
        raise double("an archive stands behind the pages")
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True, attempt_recovery=True) as opened:
            _look_through(opened)
    except pikepdf.PasswordError as problem:
        raise locked() from problem
    except pikepdf.PdfError as problem:
        raise broken("its pages could not be opened") from problem


def _look_through(opened: pikepdf.Pdf) -> None:
    if len(opened.objects) > _MOST_OBJECTS:
        raise large(f"it has more than {_MOST_OBJECTS:,} pieces")
    if not len(opened.pages):
        raise broken("it has no pages")
    for one in opened.objects:
        for found in _dictionaries(one, _DEEPEST):
            _look_at(found)


def _dictionaries(one: Any, deeper: int) -> Iterator[dict[str, Any]]:
    """Every dictionary of an object, those inside it too; what it only refers to is looked at by itself."""
    if not deeper:
        raise broken("its pieces lie too deep in one another")
    within: Iterable[Any] = ()
    if isinstance(one, pikepdf.Array):
        within = one
    elif isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
        held = dict((one.stream_dict if isinstance(one, pikepdf.Stream) else one).items())
        yield held
        within = held.values()
    for inner in within:
        if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
            yield from _dictionaries(inner, deeper - 1)


def _look_at(held: dict[str, Any]) -> None:
    for key in held.keys() & _KEYS.keys():
        raise active(_KEYS[key])
    for key, named in (("/S", _ACTIONS), ("/Subtype", _TYPES), ("/Type", _TYPES)):
        value = held.get(key)
        if isinstance(value, pikepdf.Name) and str(value) in named:
            raise active(named[str(value)])
