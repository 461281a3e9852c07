"""What the check would say of a file that is not taken: counted, never shown, and nothing is kept of it."""

from agencies.rules import clock
from files.errors import Unreadable
from files.reading import read_apart
from scorecard.imports.check import check
from scorecard.imports.context import knowledge_for
from scorecard.imports.read import read
from scorecard.imports.rows import Severity
from scorecard.models import Feed, Submission


def rehearse(feed: Feed, data: bytes) -> str:
    """Read and check a file's bytes as the feed's agency's, and say how it would fare."""
    try:
        book = read_apart(data)
    except Unreadable as trouble:
        return f"It could not be read: {trouble.message}"
    imagined = Submission(board=feed.board, agency=feed.agency, feed=feed, received_at=clock.now())
    context = knowledge_for(imagined).context
    checked = check(read(book, context.answers), context)
    wrong = sum(one.severity is Severity.ERROR for one in checked.findings)
    asked = sum(one.severity is Severity.EXPLAIN for one in checked.findings)
    if wrong:
        return f"The check finds {_count(wrong, 'thing')} to correct"
    if asked:
        return f"{_count(len(checked.rows), 'figure')}, no error, {_count(asked, 'thing')} to explain"
    return f"{_count(len(checked.rows), 'figure')}, no error"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
