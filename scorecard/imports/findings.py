"""Findings as sentences: faults gathered cell by cell, several in a cell as one message, up to a limit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from files.sheets import CSV_SHEET, Cell
from scorecard.imports.rows import About, Finding, Severity

_RANK = {Severity.ERROR: 0, Severity.EXPLAIN: 1, Severity.NOTE: 2}
_LONGEST_QUOTE = 80
#: So many times the places that are listed are held, so that faults of one cell are still put together.
_HELD_TIMES = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a cell: `says` goes on after 'Cell D9 says "x": ', with no full stop.

    `about` is the figure an explanation is asked for.
    """

    code: str
    says: str
    remedy: str
    severity: Severity = Severity.ERROR
    about: About | None = None


def quoted(text: str) -> str:
    """A text as a sentence can hold it: one line, no control characters, not longer than a line."""
    seen = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return seen if len(seen) <= _LONGEST_QUOTE else f"{seen[: _LONGEST_QUOTE - 1]}…"


def place(sheet: str, address: str) -> str:
    """Where something is: 'Cell D9 of sheet “Return”'; a CSV file's only sheet has no name to give."""
    return f"Cell {address}" if sheet == CSV_SHEET else f"Cell {address} of sheet “{quoted(sheet)}”"


def at(cell: Cell, faults: Sequence[Fault], *, more: int = 0) -> Finding:
    """One finding for all that is wrong with a cell, under the code of its gravest fault."""
    ordered = sorted(dict.fromkeys(faults), key=lambda fault: _RANK[fault.severity])
    written = quoted(cell.written)
    says = f"says “{written}”" if written else "is blank"
    message = f"{place(cell.sheet, cell.address)} {says}: {'; and '.join(fault.says for fault in ordered)}."
    if more:
        message += f" The same holds in {more:,} more {'place' if more == 1 else 'places'}."
    remedy = " ".join(dict.fromkeys(fault.remedy for fault in ordered))
    of = next((fault.about for fault in ordered if fault.about is not None), None)
    return Finding(
        ordered[0].code, ordered[0].severity, cell.sheet, cell.address, written, message, remedy, of
    )


class Collector:
    """Gathers faults while a file is checked, and gives them in the file's order at the end."""

    def __init__(self, sheets: Iterable[str], *, most: int = 500) -> None:
        """Start with nothing wrong; `sheets` are in the file's order.

        Of each severity the first places are held, far more than are listed, and beyond them faults are counted
        only: a file of half a million figures may want as many words.
        """
        self._most = most * _HELD_TIMES
        self._places: Counter[Severity] = Counter()
        self._beyond: Counter[Severity] = Counter()
        self._order = {sheet: number for number, sheet in enumerate(sheets)}
        self._by_cell: dict[tuple[str, int, int], tuple[Cell, list[Fault]]] = {}
        self._labels: dict[tuple[str, object], tuple[str, int, int]] = {}
        self._more: Counter[tuple[str, int, int]] = Counter()
        self._whole_file: list[Finding] = []
        self._codes: Counter[str] = Counter()

    def add(self, cell: Cell, fault: Fault) -> None:
        """One more thing is wrong with this cell."""
        self._codes[fault.code] += 1
        key = (cell.sheet, cell.row, cell.column)
        if key not in self._by_cell:
            if self._places[fault.severity] >= self._most:
                self._beyond[fault.severity] += 1
                return
            self._places[fault.severity] += 1
        self._by_cell.setdefault(key, (cell, []))[1].append(fault)

    def add_once(self, cell: Cell, fault: Fault, about: object) -> None:
        """A fault many rows share (an unknown code, a wrong agency): said at the first, counted after."""
        first = self._labels.get((fault.code, about))
        if first is None:
            self._labels[(fault.code, about)] = (cell.sheet, cell.row, cell.column)
            self.add(cell, fault)
        elif (cell.sheet, cell.row, cell.column) != first:
            self._more[first] += 1

    def add_file(self, finding: Finding) -> None:
        """Something about the file as a whole."""
        self._codes[finding.code] += 1
        self._whole_file.append(finding)

    def found(self, code: str) -> bool:
        """Whether anything of this code has been found."""
        return self._codes[code] > 0

    def findings(self, before: Iterable[Finding], most: int) -> tuple[Finding, ...]:
        """All findings in the file's order, with those from reading; beyond `most` a count takes over."""
        cells = sorted(self._by_cell, key=lambda key: (self._order.get(key[0], 0), key[1], key[2]))
        in_cells = [at(*self._by_cell[key], more=self._more[key]) for key in cells]
        loose = [*before, *self._whole_file]
        return capped(
            [
                *(one for one in loose if one.severity is not Severity.NOTE),
                *in_cells,
                *(one for one in loose if one.severity is Severity.NOTE),
            ],
            most,
            beyond=self._beyond,
        )


def capped(
    findings: Sequence[Finding], most: int, *, beyond: Counter[Severity] | None = None
) -> tuple[Finding, ...]:
    """The gravest `most` findings in their own order, and one more that counts those left out.

    `beyond` are those that were counted only, by severity.
    """
    if len(findings) <= most and not beyond:
        return tuple(findings)
    order = sorted(range(len(findings)), key=lambda number: (_RANK[findings[number].severity], number))
    left_out = Counter(findings[number].severity for number in order[most:]) + (beyond or Counter())
    words = ", ".join(
        f"{left_out[severity]:,} {word}"
        for severity, word in (
            (Severity.ERROR, "to correct"),
            (Severity.EXPLAIN, "to explain"),
            (Severity.NOTE, "for information"),
        )
        if left_out[severity]
    )
    rest = Finding(
        "more-findings",
        min(left_out, key=lambda severity: _RANK[severity]),
        "",
        "",
        "",
        f"There are {left_out.total():,} more findings than can be listed: {words}.",
        "Correct those listed first; one cause often explains many.",
    )
    return (*(findings[number] for number in sorted(order[:most])), rest)
