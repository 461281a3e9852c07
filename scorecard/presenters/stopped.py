"""The words a file was stopped for, read from the file each time they are shown: they are written nowhere else."""

from dataclasses import dataclass

from agencies.keeping import Damaged, kept
from agencies.rules import clock
from files.sheets import CSV_SHEET
from scorecard.imports.examine import Located, screened_file
from scorecard.models import Submission

#: So much of a long text is shown on either side of the words.
AROUND = 60


@dataclass(frozen=True, slots=True)
class Marked:
    """Words at their place, with a little of what stands around them."""

    sheet: str
    cell: str
    kind: str
    before: str
    words: str
    after: str


def marked_words(submission: Submission) -> tuple[Marked, ...]:
    """Where and what the words are; nothing once the file is gone."""
    try:
        data = kept(submission.stored, size=submission.size, sha256=submission.sha256)
    except (Damaged, IsADirectoryError):
        return ()
    return tuple(_marked(hit) for hit in screened_file(data, clock.today()).hits)


def _marked(hit: Located) -> Marked:
    start, end = max(0, hit.start - AROUND), min(len(hit.text), hit.end + AROUND)
    return Marked(
        sheet="" if hit.sheet == CSV_SHEET else hit.sheet,
        cell=hit.cell,
        kind=hit.kind.words,
        before=("…" if start else "") + hit.text[start : hit.start],
        words=hit.words,
        after=hit.text[hit.end : end] + ("…" if end < len(hit.text) else ""),
    )
