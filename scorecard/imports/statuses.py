"""Why a figure has no number, or how settled it is: the words in its cells and in its status column."""

from dataclasses import dataclass

from files.sheets import Cell
from scorecard.imports.findings import Fault
from scorecard.imports.rows import ReadRow
from scorecard.imports.soundness import Parts, Wrong
from scorecard.imports.symbols import NO_SIGNS, Sign, Signs, sign_key
from scorecard.imports.written import (
    EMPTY_WORDS,
    SAY_WHY,
    STAGE_WORDS,
    is_symbol,
    status_word,
    visible,
)
from scorecard.rules.figures import Stage, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """What the words of a row come to. `status` is None when none is given; `remark` is other text.

    `by_column`: the status column says it, so a sign in the figure's own cell needs no guess."""

    status: Status | None
    cell: Cell | None
    stage: Stage
    remark: str
    by_column: bool = False
    wrong: tuple[Wrong, ...] = ()


def standing(row: ReadRow, parts: Parts, *, use_column: bool, signs: Signs = NO_SIGNS) -> Standing:
    """The status of a row. A word in a figure's own cell counts first; `use_column` says whether the status
    column speaks of this figure (beside period columns it speaks of the period answered only).
    """
    cells = (parts.numerator, parts.denominator, parts.value)
    words = [part for part in cells if part.status is not None]
    column = row.status if use_column else None
    text = visible(column)
    beside = parts.numbers and text.lower() in EMPTY_WORDS  # a dash beside a number says nothing
    sign = Sign() if beside else signs.get(sign_key(text), Sign())
    named = status_word(text) or sign.status
    own_stage = next((part.stage for part in cells if part.stage is not None), Stage.FINAL)
    stage = STAGE_WORDS.get(text.lower()) or sign.stage or own_stage
    given = {part.status for part in words} | ({named} if named else set())
    first = words[0].cell if words else column if named else None
    wrong: list[Wrong] = []
    if len(given) > 1 and first is not None:
        wrong.append(
            (first, Fault("status-differs", "another word stands in the same row", "Keep one of the words."))
        )
    status = next(iter(given)) if len(given) == 1 else None
    if (
        status is not None
        and first is not None
        and parts.numbers
        and not (status is Status.LOW_RELIABILITY and all(part.number is not None for part in words))
    ):
        says = "a number stands in the same row"
        wrong.append((first, Fault("status-with-value", says, "Keep either the number or the word.")))
    remark = "" if named or sign.stage or text.lower() in {*STAGE_WORDS, *EMPTY_WORDS} else text
    if remark and column is not None and not given and (is_symbol(remark) or not parts.numbers):
        wrong.append((column, _unclear(remark)))
    return Standing(status, first, stage, remark, bool(named and not words), tuple(wrong))


def _unclear(text: str) -> Fault:
    if is_symbol(text):
        return Fault("symbol-unclear", "this sign means different things to different people", SAY_WHY)
    return Fault("reason-unclear", "this is none of the reasons a figure may be missing for", SAY_WHY)
