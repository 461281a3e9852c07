"""The note at the head of a pack, as people wrote it."""

from agencies.rules.vocabulary import Vocabulary
from reports.gather.annual.words import paragraphs
from reports.models import Report
from reports.queries.reports import texts_of
from reports.rules.blocks import Written

#: The text people write at the head of a pack.
NOTE = "note"


def note_of(report: Report, words: Vocabulary) -> tuple[Written, ...]:
    """The note with its heading and who wrote it; nothing where nobody wrote one."""
    found = texts_of(report, words=words).get(NOTE)
    if found is None or not found.text:
        return ()
    return (Written(found.title, paragraphs(found.text), found.by),)
