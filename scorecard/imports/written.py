"""What one cell of a figure says: a number, a status in words, nothing, or what nobody should guess at."""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal

from files.sheets import Cell
from files.sheets import Fault as CellFault
from scorecard.imports.findings import Fault
from scorecard.imports.symbols import NO_SIGNS, Sign, Signs, sign_key
from scorecard.rules.figures import Stage, Status

STATUS_WORDS = {
    "not supplied": Status.NOT_SUPPLIED,
    "not applicable": Status.NOT_APPLICABLE,
    "not yet due": Status.NOT_YET_DUE,
    "suppressed": Status.SUPPRESSED,
    "low reliability": Status.LOW_RELIABILITY,
    "not provided": Status.NOT_SUPPLIED,
    "data not provided": Status.NOT_SUPPLIED,
    "data not supplied": Status.NOT_SUPPLIED,
}
STAGE_WORDS = {stage.value: stage for stage in Stage}
#: Said beside a number it adds nothing.
EMPTY_WORDS = frozenset({"", "reported", "-", "–", "—", "n/a", "na", "none", "nil"})

#: Signs that mean different things to different publishers: `x` was "suppressed" in DfE's tables of 2018 and
#: is "not available" in today's government shorthand; NHS tables hide with `*`, others mean a footnote.
_SIGNS = "x c z u k p r b e s * ** : . .. ... - -- – — ~ ? / n/a na n/k nk tbc tba nil none low unknown"
_SYMBOLS = frozenset(_SIGNS.split())
_BOUND = re.compile(r"[<>≤≥]\s*\d+")
#: A number with a sign behind it: "1,042 r", "12.5 [p]", "31*".
_MARKED = re.compile(r"([-−]?\d[\d,.]*%?)\s*(\[?(?:[a-z]|low|\*+)\]?)", re.ASCII | re.IGNORECASE)
#: Two values: "62.5 (10)", "6 (4%)", "6/10", "6 of 10", "3 and 4".
_TWO_VALUES = re.compile(
    r"\d[\d.,%]*\s*(?:\(\s*[\d.,%n=/ ]+\)|\[\s*[\d.,% ]+\]|(?:/|of|out of|and|&|;|\+)\s*\d[\d.,%]*)"
)
_ERRORS = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|#+)|Err:\d+", re.IGNORECASE)

_NUMBER = re.compile(r"[-−]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_LETTERS_FOR_DIGITS = "OoIlSB"
_LOOKALIKES = str.maketrans(_LETTERS_FOR_DIGITS, "001158")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")

LARGEST = 10**12

SAY_WHY = (
    "Write the number, or in words why there is none: not supplied, not applicable, not yet due, suppressed "
    "or low reliability."
)


@dataclass(frozen=True, slots=True)
class Written:
    """One cell, understood as far as it goes. With `wrong` there is neither number nor status.

    `number` of a percentage is out of 100 (`percent` says the cell itself said so); `places` are the decimals
    it was written with; `trimmed` that spaces stood around it. `stage` is what a sign beside it says.
    """

    cell: Cell | None
    number: Decimal | None = None
    status: Status | None = None
    percent: bool = False
    places: int = 0
    trimmed: bool = False
    wrong: Fault | None = None
    stage: Stage | None = None


def visible(cell: Cell | None) -> str:
    """A cell's text without what nobody sees: spaces around it (also non-breaking) and zero-width marks."""
    return "" if cell is None else _INVISIBLE.sub("", cell.written).strip()


def is_blank(cell: Cell | None) -> bool:
    """Whether a reader would see nothing in this cell: a lone space is nothing."""
    return cell is None or (cell.fault is None and not visible(cell))


def status_word(text: str) -> Status | None:
    """The status these words name; None when they name none."""
    return STATUS_WORDS.get(" ".join(re.sub(r"[-_.]", " ", text).lower().split()))


def is_symbol(text: str) -> bool:
    """Whether this is one of the signs whose meaning depends on who publishes."""
    return sign_key(text) in _SYMBOLS or _BOUND.fullmatch(text) is not None


def understand(cell: Cell | None, signs: Signs = NO_SIGNS) -> Written:
    """What this cell says. Nothing is coerced: what is no plain number, status word or known sign is `wrong`."""
    if cell is None or is_blank(cell):
        return Written(cell)
    if cell.fault is not None or _ERRORS.fullmatch(visible(cell)):
        return Written(cell, wrong=_error(cell))
    if isinstance(cell.value, bool):
        return Written(cell, wrong=_not_a_number("it is not a number"))
    if isinstance(cell.value, int | Decimal):
        return _stored(cell, cell.value)
    if not isinstance(cell.value, str):
        return Written(cell, wrong=_not_a_number("it is a date where a number is due"))
    return _typed(cell, visible(cell), signs)


def _stored(cell: Cell, value: int | Decimal) -> Written:
    number = Decimal(value) * 100 if cell.percent else Decimal(value)
    return Written(cell, number, percent=cell.percent, places=_places(number))


def _places(number: Decimal) -> int:
    _, _, exponent = number.normalize().as_tuple()
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _typed(cell: Cell, text: str, signs: Signs) -> Written:
    status = status_word(text)
    if status is not None:
        return Written(cell, status=status)
    if (number := _plain(cell, text)) is not None:
        return number
    sign = signs.get(sign_key(text))
    if sign is not None and (sign.status or sign.stage):
        return Written(cell, status=sign.status, stage=sign.stage)
    if (marked := _MARKED.fullmatch(text)) and (number := _plain(cell, marked[1])) is not None:
        return _marked(number, marked[2], signs.get(sign_key(marked[2])))
    return Written(cell, wrong=_no_number(text))


def _plain(cell: Cell, text: str) -> Written | None:
    bare = text.removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(bare):
        return None
    _, _, decimals = bare.partition(".")
    return Written(
        cell,
        Decimal(bare.replace(",", "").replace("−", "-")),
        percent=text.endswith("%"),
        places=len(decimals),
        trimmed=text != cell.written,
    )


def _marked(number: Written, mark: str, sign: Sign | None) -> Written:
    """A number with a sign behind it: how settled it is, if that is what the sign is known to say."""
    if sign is not None and sign.status in (None, Status.LOW_RELIABILITY) and (sign.status or sign.stage):
        return replace(number, status=sign.status, stage=sign.stage, trimmed=False)
    if mark in _LETTERS_FOR_DIGITS:
        return Written(
            number.cell, wrong=_not_a_number("it has a letter where a digit may be meant", _DIGITS)
        )
    says = f"the sign “{mark}” stands behind its number, and means different things to different people"
    return Written(number.cell, wrong=Fault("symbol-unclear", says, f"Write the number alone. {SAY_WHY}"))


def _error(cell: Cell) -> Fault:
    if cell.fault is CellFault.UNCALCULATED:
        return Fault(
            "formula-not-calculated",
            "it holds a formula whose result was not saved",
            "Open the file in your spreadsheet program, save it again, and send that file.",
        )
    return Fault("error-cell", "it is a spreadsheet error, not a figure", f"Mend the formula. {SAY_WHY}")


def _no_number(text: str) -> Fault:
    """Why a text is no number, as precisely as its shape tells."""
    if is_symbol(text):
        return Fault("symbol-unclear", "this sign means different things to different people", SAY_WHY)
    folded = unicodedata.normalize("NFKC", text)
    if not re.search(r"\d", folded):
        if folded in ("O", "o"):
            return _not_a_number(
                "it is the letter O where a nought may be meant", "Type 0 if you mean nought."
            )
        return _not_a_number("it is not a number")
    if re.fullmatch(r"-?\d+,\d+%?", folded):
        return _not_a_number("it has a comma where neither thousands nor decimals can be told", _DIGITS)
    if _NUMBER.fullmatch(folded.translate(_LOOKALIKES)) and re.search("[A-Za-z]", folded):
        return _not_a_number("it has a letter where a digit may be meant", _DIGITS)
    if _TWO_VALUES.fullmatch(folded):
        return _not_a_number("it holds two values in one cell", "Put each value in a cell of its own.")
    if re.fullmatch(r"[-–—]?\d[\d.,]*(?: [\d.,]+)+%?", folded):
        return _not_a_number("it has a space among its digits", _DIGITS)
    if re.fullmatch(r"[\u2010-\u2015][\d.,]+%?", folded):
        return _not_a_number("it begins with a dash, which may be a minus", _DIGITS)
    return _not_a_number("it is not a number", _DIGITS)


_DIGITS = "Type the number in digits, such as 1042, 1,042 or 12.5."


def _not_a_number(says: str, remedy: str = SAY_WHY) -> Fault:
    return Fault("not-a-number", says, remedy)
