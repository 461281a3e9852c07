"""What changed between two drafts of a report: sections, texts word by word, figures cell by cell.

Everything comes from the two frozen documents alone. What is only counted anew, such as a table's number, is no change.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from reports.rules.blocks import (
    BarChart,
    BigNumbers,
    Block,
    Drawing,
    Heading,
    IndicatorBlock,
    LineChart,
    Multiples,
    Panel,
    Paragraph,
    Points,
    Quote,
    Section,
    Table,
)
from reports.rules.document import Document

SAME, GONE, NEW = "same", "gone", "new"
#: Words beside a change that are shown so that it can be found; more unchanged ones are left out.
_AROUND = 12
_WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words one after another that stayed (`same`), went (`gone`) or came (`new`)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text that changed, word by word: under which heading it stands, and who wrote what there is now."""

    title: str
    runs: tuple[Run, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that changed: where it stands, what it was and what it is; empty: it was not there."""

    where: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One section in which anything changed. `kind`: `same` (it stayed, and what is in it changed), `gone` or `new`."""

    code: str
    title: str
    kind: str
    written: tuple[TextChange, ...] = ()
    said: tuple[TextChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that changed, by section in the order of the pages; what went stands where it stood."""

    sections: tuple[SectionChange, ...]

    @property
    def texts(self) -> int:
        """How many texts people wrote changed."""
        return sum(len(one.written) for one in self.sections)

    @property
    def figures(self) -> int:
        """How many figures changed."""
        return sum(len(one.figures) for one in self.sections)


def differences(was: Document, now: Document) -> Differences:
    """What changed from one document to the other."""
    before = {one.code: one for one in was.sections}
    after = {one.code: one for one in now.sections}
    found = []
    for code in _in_order([*before], [*after]):
        change = _section(before.get(code), after.get(code))
        if change is not None:
            found.append(change)
    return Differences(tuple(found))


def word_by_word(was: str, now: str) -> tuple[Run, ...]:
    """The two texts as one: which words stayed, went and came. Their white space is that of where they stand."""
    old, new = _WORDS.findall(was), _WORDS.findall(now)
    matcher = SequenceMatcher(
        None, [one.split()[0] for one in old], [one.split()[0] for one in new], autojunk=False
    )
    runs: list[Run] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Run(SAME, "".join(new[c:d])))
            continue
        if a < b:
            runs.append(Run(GONE, "".join(old[a:b])))
        if c < d:
            runs.append(Run(NEW, "".join(new[c:d])))
    return tuple(runs)


def shortened(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The same with long stretches that stayed cut to what stands beside a change."""
    return tuple(
        Run(SAME, _cut(run.text, first=place == 0, last=place == len(runs) - 1)) if run.kind == SAME else run
        for place, run in enumerate(runs)
    )


def _cut(text: str, *, first: bool, last: bool) -> str:
    words = _WORDS.findall(text)
    before, after = 0 if first else _AROUND, 0 if last else _AROUND
    if len(words) <= before + after + 1:
        return text
    return f"{''.join(words[:before])}… {''.join(words[len(words) - after :]) if after else ''}"


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Every name once: in the new order, what went behind what it stood behind."""
    order = list(new)
    for place, name in enumerate(old):
        if name not in new:
            behind = next((one for one in reversed(old[:place]) if one in order), None)
            order.insert(order.index(behind) + 1 if behind is not None else 0, name)
    return order


def _section(was: Section | None, now: Section | None) -> SectionChange | None:
    there = now or was
    assert there is not None  # noqa: S101 - its name comes from one of the two
    kind = SAME if was and now else NEW if now else GONE
    written = _texts(_written(was), _written(now), _writers(now))
    said = _texts(_said(was), _said(now), {})
    figures = tuple(_changed(_figures(was), _figures(now)))
    if kind == SAME and not (written or said or figures):
        return None
    return SectionChange(there.code, there.title, kind, written, said, figures)


def _texts(was: Mapping[str, str], now: Mapping[str, str], by: Mapping[str, str]) -> tuple[TextChange, ...]:
    found = []
    for title in _in_order([*was], [*now]):
        old, new = was.get(title, ""), now.get(title, "")
        if old.split() != new.split():
            found.append(TextChange(title, shortened(word_by_word(old, new)), by.get(title, "")))
    return tuple(found)


def _changed(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[FigureChange]:
    for where in _in_order([*was], [*now]):
        old, new = was.get(where, ""), now.get(where, "")
        if old != new:
            yield FigureChange(where, old, new)


def _written(section: Section | None) -> dict[str, str]:
    return {one.title: "\n\n".join(one.paragraphs) for one in section.written} if section else {}


def _writers(section: Section | None) -> dict[str, str]:
    return {one.title: one.by for one in section.written} if section else {}


def _said(section: Section | None) -> dict[str, str]:
    """What the data says in sentences, as one text under each heading."""
    found: dict[str, list[str]] = {}
    title = ""
    for block in section.blocks if section else ():
        match block:
            case Heading(text=text):
                title = text
            case Paragraph(text=text):
                found.setdefault(title, []).append(text)
            case Points(texts=texts):
                found.setdefault(title, []).extend(texts)
            case Panel(title=heading, texts=texts):
                found.setdefault(heading, []).extend(texts)
            case Quote(text=text, source=source):
                found.setdefault(title, []).append(f"“{text}” {source}")
    return {heading: "\n\n".join(texts) for heading, texts in found.items()}


def _figures(section: Section | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in section.blocks if section else ():
        for where, figure in _figures_of(block):
            found[_once(where, found)] = figure
    return found


def _once(where: str, taken: Mapping[str, str]) -> str:
    """The name; with a number behind it where another has it."""
    number, name = 1, where
    while name in taken:
        number += 1
        name = f"{where} ({number})"
    return name


def _figures_of(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Table(caption=caption, columns=columns, rows=rows):
            for row in rows:
                for column, cell in zip(columns[1:], row[1:], strict=False):
                    quiet = f", {cell.quiet}" if cell.quiet else ""
                    yield f"{caption}: {row[0].text}, {column.text}", f"{cell.text}{quiet}"
        case BigNumbers(numbers=numbers):
            for one in numbers:
                yield one.what, f"{one.figure}{f', {one.note}' if one.note else ''}"
        case Drawing(caption=caption, chart=chart):
            yield from _drawn(caption, chart)
        case Multiples(caption=caption, charts=charts):
            for heading, chart in charts:
                yield from _drawn(f"{caption}: {heading}", chart)
        case IndicatorBlock():
            yield from _of_indicator(block)


def _drawn(caption: str, chart: LineChart | BarChart) -> Iterator[tuple[str, str]]:
    """What a drawing says: its sentence, and its points or bars as they are drawn."""
    yield f"{caption}, drawing", chart.title
    if isinstance(chart, BarChart):
        for bar in chart.bars:
            yield f"{caption}, {bar.label}", bar.words
    else:
        for point in chart.points:
            yield (
                f"{caption}, {point.label}",
                "–" if point.value is None else f"{point.value:,.{chart.decimals}f}",
            )


#: What of an indicator is no figure, or stands in the others.
_LEFT_OUT = {
    "code",
    "title",
    "chart",
    "quarters",
    "counts",
    "parts",
    "commentary",
    "against_mark",
    "pattern_mark",
}
_NAMES = {
    "unit": "unit",
    "latest": "latest figure",
    "latest_period": "period of the latest figure",
    "latest_count": "count",
    "last_shown": "last figure shown",
    "target": "target",
    "against": "against target",
    "pattern": "pattern",
    "pattern_detail": "pattern, in detail",
    "england": "England",
    "england_note": "England, note",
    "counted": "what is counted",
    "out_of": "out of what",
}


def _of_indicator(block: IndicatorBlock) -> Iterator[tuple[str, str]]:
    for field in fields(block):
        if field.name not in _LEFT_OUT:
            yield (
                f"{block.title}, {_NAMES.get(field.name, field.name.replace('_', ' '))}",
                getattr(block, field.name),
            )
    for place, (period, value) in enumerate(block.quarters):
        count = f", {block.counts[place]}" if place < len(block.counts) else ""
        yield f"{block.title}, {period}", f"{value}{count}"
    for name, value, pattern in block.parts:
        yield f"{block.title}, {name}", f"{value}, {pattern}"
    for who, text in block.commentary:
        yield f"{block.title}, what {who} says", text
