"""Threads as a table, a step a row, and as a printed list."""

from collections.abc import Iterable, Iterator, Sequence

from django.template.loader import render_to_string

from design.pdf import Pdf, render
from registers.presenters.threads import ThreadWords, thread_words
from registers.queries.threads import Thread
from scorecard.exports.tables import Held, Table
from scorecard.rules.words import SYNTHETIC

_HEADINGS = (
    "Challenge",
    "Question",
    "Raised from",
    "State",
    "Step",
    "What",
    "Date",
    "Days until the next step",
    "About",
    "Note",
    "Next step",
    "Overdue",
    "Result",
)
#: A printed list holds no more threads: a file of rows is the better form for so many.
MOST_PRINTED = 200


def threads_table(threads: Iterable[Thread], *, name: str, synthetic: bool) -> Table:
    """Every step of these threads: what was done when, who owes the next, the result so far."""
    rows = [row for one in threads for row in _rows(thread_words(one))]
    return Table(name=name, headings=_HEADINGS, rows=rows, sensitive=False, synthetic=synthetic)


def _rows(said: ThreadWords) -> Iterator[tuple[Held, ...]]:
    for one in said.knots:
        what = ". ".join(filter(None, (one.title.rstrip("."), one.note)))
        yield (
            said.reference,
            said.title,
            said.origin,
            said.state,
            one.number,
            one.kind,
            one.on,
            one.days,
            one.reference,
            what,
            said.next_step,
            said.overdue,
            said.result,
        )


def threads_pdf(
    threads: Sequence[Thread], *, board_name: str, subtitle: str, said: str, synthetic: bool
) -> Pdf:
    """The list as a tagged PDF (PDF/UA-1). `design.pdf.PdfFailed` when the printer complains of anything."""
    given = {
        "title": "From signal to result",
        "board_name": board_name,
        "subtitle": subtitle,
        "said": said,
        "marking": SYNTHETIC if synthetic else "",
        "threads": [thread_words(one) for one in threads],
    }
    return render(render_to_string("registers/threads_pdf.html", given))
