"""What belongs beside a PDF, by kind: from the same frozen data, so that it is the same file every time."""

from collections.abc import Callable, Iterable

from design.pdf import Pdf
from reports.build.slides import slides
from reports.build.zipped import zipped
from reports.queries.enclosures import enclosed
from reports.rules.document import Document
from reports.rules.kinds import Kind

#: A file's name and its bytes.
File = tuple[str, bytes]


def _evidence(document: Document, printed: Pdf, name: str) -> Iterable[File]:
    yield f"{name}.zip", zipped(document, printed, name=name, find=enclosed)


def _councillor(document: Document, printed: Pdf, name: str) -> Iterable[File]:
    yield f"{name}.pptx", slides(document)


_MAKERS: dict[Kind, Callable[[Document, Pdf, str], Iterable[File]]] = {
    Kind.COUNCILLOR: _councillor,
    Kind.EVIDENCE: _evidence,
}


def beside(document: Document, printed: Pdf, *, name: str) -> Iterable[File]:
    """The files of a document's kind; none where its PDF is all there is."""
    maker = _MAKERS.get(Kind(document.kind))
    return maker(document, printed, name) if maker else ()
