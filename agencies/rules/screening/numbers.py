"""Numbers that are one child's: NHS numbers and unique pupil numbers, told from others by their check digits."""

import re
from collections.abc import Iterator

from agencies.rules.screening.text import Kind

#: What a find is: its kind, and where it begins and ends in the plain text.
Find = tuple[Kind, int, int]

#: Ten digits or more, in groups or not.
_RUN = re.compile(r"(?<![\d.,])\d(?:(?: ?- ?| |\.)?\d){9,}(?![\d]|,\d|\.\d)")
_GROUP = re.compile(r"\d+")
_MONEY_OR_ABROAD = re.compile(
    "|".join(
        rf"(?<={sign}{gap})" for sign in (r"[£$€+]", r"\+44", r"\b0044", r"\(0\)") for gap in ("", "[ -]")
    )
)
_TELEPHONE = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|mob|fax|call|ring|ext|landline)\b[^\d\n]*|[☎📞] ?)$", re.I
)
_NHS_WORD = re.compile(r"\bnhs\b[^\d]*$", re.I)

#: So many characters before a number, from its first letter on, a word says that it is the NHS's, or a telephone's.
NHS_BEFORE = 30
TELEPHONE_BEFORE = 23
#: What is part of a decimal fraction is no number by itself; a full stop that ends a sentence makes none.
_NO_FRACTION_BEFORE, _NO_FRACTION_AFTER = re.compile(r"(?<!\d\.)"), re.compile(r"(?!\.\d)")

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_CHECKED = "[A-HJ-NP-RT-Z]"
_UPN = re.compile(
    rf"(?<![A-Za-z\d])({_CHECKED})[ -]?(\d{{3}})[ -]?(\d{{4}})[ -]?(\d{{2}})[ -]?(\d{{2}})[ -]?"
    rf"(\d|{_CHECKED})(?![A-Za-z\d])",
    re.I,
)


def nhs_check_digit(first_nine: str) -> int | None:
    """The tenth digit of an NHS number; None when no number begins with these nine.

    Modulus 11: the digits weighted 10 to 2 are added, the remainder by 11 taken from 11, and 11 counts as 0;
    where 10 comes out no number is given (NHS Data Dictionary, “NHS Number”).
    """
    rest = (
        11 - sum(int(digit) * weight for digit, weight in zip(first_nine, range(10, 1, -1), strict=True)) % 11
    )
    return None if rest == 10 else rest % 11


def is_nhs_number(digits: str) -> bool:
    """Whether these are ten digits with the right check digit."""
    return (
        len(digits) == 10
        and digits.isascii()
        and digits.isdigit()
        and nhs_check_digit(digits[:9]) == int(digits[9])
    )


def upn_check_letter(rest: str) -> str:
    """The letter a unique pupil number of these twelve characters begins with.

    Weights 2 to 13, the sum's remainder by 23 as a letter without I, O and S; the last character of a temporary
    number is a letter and counts as its own place among them (DfE, “Unique pupil numbers: a guide”, annex).
    """
    values = [int(one) if one.isdigit() else _LETTERS.index(one) for one in rest.upper()]
    return _LETTERS[sum(value * weight for weight, value in enumerate(values, start=2)) % 23]


def is_upn(written: str) -> bool:
    """Whether this is a unique pupil number, permanent or temporary, with the right check letter."""
    match = _UPN.fullmatch(written)
    return match is not None and upn_check_letter("".join(match.groups()[1:])) == match[1].upper()


def numbers_in(text: str) -> Iterator[Find]:
    """The NHS and pupil numbers of a plain text."""
    for match in _UPN.finditer(text):
        if is_upn(match[0]):
            yield Kind.PUPIL_NUMBER, match.start(), match.end()
    for run in _RUN.finditer(text):
        yield from _nhs_numbers(text, run)


def _nhs_numbers(text: str, run: re.Match[str]) -> Iterator[Find]:
    """NHS numbers of one run of groups of digits; a telephone number of eleven digits holds none."""
    groups = [(one.start() + run.start(), one[0]) for one in _GROUP.finditer(run[0])]
    whole = "".join(digits for _, digits in groups)
    if len(whole) == 11 and whole.startswith("0"):
        return
    for at, (start, _) in enumerate(groups):
        last = _last_group(text, groups, at, alone=len(whole) == 10)
        if last is not None:
            end = groups[last][0] + len(groups[last][1])
            if _is_one(text, run.start(), start, end):
                yield Kind.NHS_NUMBER, start, end


def _last_group(text: str, groups: list[tuple[int, str]], at: int, *, alone: bool) -> int | None:
    """Where the NHS number that begins with this group ends, by its groups' lengths and check digit; None if none."""
    lengths: list[int] = []
    digits = ""
    for place in range(at, len(groups)):
        group = groups[place][1]
        lengths.append(len(group))
        digits += group
        if len(digits) >= 10:
            break
    if not is_nhs_number(digits):
        return None
    usual = lengths in ([10], [3, 3, 4])
    start = groups[at][0]
    labelled = _NHS_WORD.search(text, start - NHS_BEFORE, start) is not None
    return place if usual or labelled or (alone and min(lengths) >= 3) else None


def _is_one(text: str, run: int, start: int, end: int) -> bool:
    """Whether the words before its run, the signs before it and the digits beside it let this be an NHS number."""
    other = _TELEPHONE.search(text, run - TELEPHONE_BEFORE, run) or _MONEY_OR_ABROAD.match(text, start)
    whole = _NO_FRACTION_BEFORE.match(text, start) and _NO_FRACTION_AFTER.match(text, end)
    return bool(whole and not other)
