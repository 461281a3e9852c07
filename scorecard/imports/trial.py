"""A file tried out: looked at from end to end as a delivery would be, with nothing sent and nothing written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from agencies.models import Agency, Board
from agencies.rules import clock
from files.sheets import Book
from scorecard.imports.context import Knowledge, knowledge_for
from scorecard.imports.examine import Screened, examine
from scorecard.imports.findings import place
from scorecard.imports.read import read
from scorecard.imports.rows import NOTHING_SAID, AgencyNames, Checked, Finding, Severity, Skipped
from scorecard.imports.whose import agency_of, period_of
from scorecard.models import Return, Submission
from scorecard.rules.periods import Period

_NOBODY = AgencyNames("", "the agency’s name")


@dataclass
class Trial:
    """What a file came to. `refused`: nothing of it could be taken as a return. None is what nobody could tell."""

    agency: Agency | None
    period: Period | None
    checked: Checked
    refused: bool


def try_out(
    data: bytes, file_name: str, *, board: Board, agency: Agency | None = None, period: Period | None = None
) -> Trial:
    """Read and check bytes against what the board expects of this agency for this period.

    An agency or period not given is looked for in the file; when it is not found there, that is a finding, the
    rest is checked, and what could not be is among the skipped. Raises nothing for anything in the file.
    """
    trial = Trial(agency, period, Checked((), (), "", 0), refused=False)

    def knowledge_of(book: Book) -> Knowledge:
        trial.agency = agency or _agency(book, file_name, board)
        answers = _knowledge(board, trial.agency, None).context.answers
        trial.period = period or period_of(read(book, answers), file_name)
        return _knowledge(board, trial.agency, trial.period)

    examined = examine(data, knowledge_of, today=clock.today())
    if examined.checked is None:
        nothing = Skipped("figures", "the file was refused before any figure of it was looked at")
        trial.checked = Checked((), tuple(_refusals(examined.screened)), "", 0, (nothing,))
        trial.refused = True
        return trial
    unknown, skipped = _unknown(trial.agency, trial.period), _skipped(trial.agency, trial.period)
    checked = examined.checked
    trial.checked = replace(
        checked, findings=(*unknown, *checked.findings), skipped=(*checked.skipped, *skipped)
    )
    trial.refused = not checked.layout and not checked.rows
    return trial


def _refusals(screened: Screened) -> Iterator[Finding]:
    """Why nothing of a file was taken. What could identify a child is named by its place, never repeated."""
    if screened.children is not None:
        remedy = "Never send lists of children. Send the counts alone."
        words = screened.children.words
        yield Finding("list-of-children", Severity.ERROR, screened.children.sheet, "", "", words, remedy)
        return
    for one in screened.hits:
        where = place(one.sheet, one.cell) if one.cell else "A text in the file"
        yield Finding(
            "could-identify-child",
            Severity.ERROR,
            one.sheet if one.cell else "",
            one.cell,
            "",
            f"{where} holds words that could identify a child.",
            "Take those words out and send the file again.",
        )
    if screened.unreadable is not None and not screened.hits:
        trouble = screened.unreadable
        yield Finding(trouble.code, Severity.ERROR, "", "", "", trouble.message, trouble.remedy)


def _agency(book: Book, file_name: str, board: Board) -> Agency | None:
    seated = {one.code: one for one in _seated(board)}
    names = [
        AgencyNames(one.code, one.name, tuple(alias.name for alias in one.aliases.all()))
        for one in seated.values()
    ]
    found = agency_of(read(book), file_name, names)
    return seated[found.code] if found else None


def _seated(board: Board) -> list[Agency]:
    return list(
        Agency.objects.filter(seats__board=board).distinct().order_by("pk").prefetch_related("aliases")
    )


def _knowledge(board: Board, agency: Agency | None, period: Period | None) -> Knowledge:
    """What the file is checked against; of nobody in particular, every indicator may be in it and none is due."""
    owed = Return(board=board, agency=agency, first=period.first, last=period.last) if period else None
    sender = agency or _seated(board)[0]
    never_saved = Submission(board=board, agency=sender, answers=owed, received_at=clock.now())
    knowledge = knowledge_for(never_saved)
    if agency is not None:
        return knowledge
    context = knowledge.context
    facts = {code: replace(one, owned=True, due=False, owner="") for code, one in context.indicators.items()}
    nobody = replace(
        context,
        agency=_NOBODY,
        other_agencies=(context.agency, *context.other_agencies),
        indicators=facts,
        answers=NOTHING_SAID,
        history={},
        headings_seen=(),
    )
    return replace(knowledge, context=nobody)


def _unknown(agency: Agency | None, period: Period | None) -> Iterator[Finding]:
    if agency is None:
        says = "Neither the file nor its name says which agency’s figures these are."
        remedy = "Say which with --agency, or write “Agency: ” and its name above the table."
        yield Finding("agency-unknown", Severity.ERROR, "", "", "", says, remedy)
    if period is None:
        says = "Neither the file nor its name says which quarter these figures are of."
        remedy = "Say which with --period, such as “Q1 2013/14”, or write it above the table."
        yield Finding("period-unknown", Severity.ERROR, "", "", "", says, remedy)


def _skipped(agency: Agency | None, period: Period | None) -> Iterator[Skipped]:
    if agency is None:
        why = "nobody knows which agency’s file this is"
        yield Skipped("whether the indicators are the agency’s own", why)
        yield Skipped("due figures", why)
        yield Skipped("the agency’s earlier figures", why)
    elif period is None:
        yield Skipped("due figures", "nobody knows which quarter this file answers")
