"""The figures of a published report as open data: a CSV file, and what a program must know of it (CSV on the Web)."""

import json
from dataclasses import dataclass

from reports.gather.figures import COLUMNS
from reports.rules.document import Document
from scorecard.exports.tables import Table, TableKind, written

#: What the columns hold, where it is no text.
_HOLD = {"First day": "date", "Last day": "date", "Value": "decimal", "Count": "decimal"}


@dataclass(frozen=True, slots=True)
class About:
    """What stands in the metadata besides the columns: where the CSV is, when it came out, under which licence."""

    address: str
    page: str
    published_on: str
    edition: int
    sha256: str
    licence: str


def figures_csv(document: Document) -> bytes:
    """The figures, a row each, as they may be published. A demonstration says in a row above that it is one."""
    return written(_table(document), TableKind.CSV)


def metadata(document: Document, about: About) -> bytes:
    """The description of the CSV file as JSON, after the W3C's “Metadata Vocabulary for Tabular Data”."""
    notes = len(_table(document).notes)
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": about.address,
        "dc:title": f"{document.title}: the figures",
        "dc:description": (
            "Every figure the report rests on, as it may be published: small counts, and what they could be worked out "
            "from, are left empty and say so under Status."
        ),
        "dc:publisher": document.board_name,
        "dc:isPartOf": about.page,
        "dc:issued": about.published_on,
        "dc:temporal": document.period,
        "dc:hasVersion": f"Edition {about.edition}",
        "dc:identifier": f"sha256:{about.sha256}",
        "dialect": {"header": True, "headerRowCount": 1, "skipRows": notes, "encoding": "utf-8"},
        "tableSchema": {"columns": [_column(name, words) for name, words in COLUMNS]},
    }
    if about.licence:
        told["dc:license"] = about.licence
    if document.notice:
        told["dc:rights"] = document.notice
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _column(name: str, words: str) -> dict[str, object]:
    plain = name.lower().replace(" ", "_")
    return {
        "name": plain,
        "titles": name,
        "dc:description": words,
        "datatype": _HOLD.get(name, "string"),
        "null": "",
    }


def _table(document: Document) -> Table:
    """The frozen figures; a document without any has the headings alone."""
    headings, *rows = document.figures or (tuple(name for name, _ in COLUMNS),)
    return Table("figures", headings, rows, sensitive=False, synthetic=bool(document.notice))
