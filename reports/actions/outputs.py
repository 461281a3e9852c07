"""The files that belong beside a printing's PDF, such as slides or a ZIP: kept with their hashes."""

from collections.abc import Iterable
from typing import Protocol

from agencies.keeping import keep
from design.pdf import Pdf
from reports.models import Output, Printing
from reports.rules.document import Document


class Beside(Protocol):
    """Makes the files of a document's kind (`build.beside`, a floor above)."""

    def __call__(self, document: Document, printed: Pdf, *, name: str) -> Iterable[tuple[str, bytes]]:
        """Each file with what a reader's copy is called; `name` is the PDF's, without its end."""


def nothing_beside(document: Document, printed: Pdf, *, name: str) -> Iterable[tuple[str, bytes]]:
    """The files of a kind that has none."""
    return ()


def keep_outputs(printing: Printing, files: Iterable[tuple[str, bytes]]) -> None:
    """Keep these files; the caller's transaction files the printing with them, or neither."""
    for name, data in files:
        where, sha256 = keep("reports", data, f".{name.rpartition('.')[2]}")
        Output.objects.create(printing=printing, name=name, stored=where, sha256=sha256, size=len(data))
