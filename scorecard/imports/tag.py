"""Whether a file made from our own template belongs to the return it was sent for. Reading the tag is `read`'s."""

from collections.abc import Iterator

from scorecard.imports.rows import Context, Finding, Severity, Tag
from scorecard.rules.periods import Period, PeriodKind

#: The template's own page of guidance: nobody means it to be read.
GUIDE = "How to fill this in"


def tag_words(*, board: str, agency: str, period: Period) -> str:
    """What the template's hidden sheet says of itself."""
    return (
        f"lscb-return/1 board={board} agency={agency} first={period.first.isoformat()} "
        f"last={period.last.isoformat()} template=1"
    )


def faults(tag: Tag | None, context: Context) -> Iterator[Finding]:
    """The one finding of a template that was made for another agency or another quarter; none without a tag."""
    if tag is None:
        return
    same_period = context.period is None or (tag.first, tag.last) == (
        context.period.first,
        context.period.last,
    )
    if tag.agency == context.agency.code and same_period:
        return
    names = {one.code: one.name for one in (context.agency, *context.other_agencies)}
    made_for = _words(names.get(tag.agency, tag.agency), _period(tag))
    ours = _words(context.agency.name, context.period.label if context.period else "")
    yield Finding(
        "template-of-another-return",
        Severity.ERROR,
        "",
        "",
        made_for,
        f"This file was made from the template for {made_for}, and this return is for {ours}.",
        "Download this return’s own template and fill that in, or send this file with the return it was made for.",
    )


def _words(agency: str, period: str) -> str:
    return f"{agency}, {period}" if period else agency


def _period(tag: Tag) -> str:
    """The tag's quarter in words, or its days when they make none."""
    try:
        return Period(tag.first, tag.last, PeriodKind.QUARTER).label
    except ValueError:
        return f"{tag.first} to {tag.last}"
