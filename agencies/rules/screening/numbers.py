"""Numbers that are one child's: NHS numbers and unique pupil numbers, told from others by their check digits."""

import re
from collections.abc import Iterator

from agencies.rules.screening.text import Kind

#: What a find is: its kind, and where it begins and ends in the plain text.
Find = tuple[Kind, int, int]

_RUN = re.compile(r"(?<![\d.,])\d+(?:(?: ?- ?| |\.)\d+)*(?![\d]|,\d|\.\d)")
_GROUP = re.compile(r"\d+")
_MONEY_OR_ABROAD = re.compile(r"(?:[£$€]|\+|\+44|\b0044|\(0\))[ -]?$")
_TELEPHONE = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|mob|fax|call|ring|ext|landline)\b[^\d\n]{0,20}|[☎📞] ?)$", re.I
)
_NHS_WORD = re.compile(r"\bnhs\b[^\d]{0,25}$", re.I)

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
        if len(run[0]) >= 10:
            yield from _nhs_numbers(text, run)


def _nhs_numbers(text: str, run: re.Match[str]) -> Iterator[Find]:
    """NHS numbers of one run of groups of digits; a telephone number of eleven digits holds none."""
    groups = [(one.start() + run.start(), one[0]) for one in _GROUP.finditer(run[0])]
    whole = "".join(digits for _, digits in groups)
    before = text[max(0, run.start() - 40) : run.start()]
    if (len(whole) == 11 and whole[0] == "0") or _TELEPHONE.search(before):
        return
    at = 0
    while at < len(groups):
        size = _size_of_number(text, groups[at : at + 10], alone=len(whole) == 10)
        start = groups[at][0]
        end = groups[at + size - 1][0] + len(groups[at + size - 1][1])
        if (
            size
            and not _MONEY_OR_ABROAD.search(text[max(0, start - 6) : start])
            and _is_whole(text, start, end)
        ):
            yield Kind.NHS_NUMBER, start, end
        at += size or 1


def _size_of_number(text: str, groups: list[tuple[int, str]], *, alone: bool) -> int:
    """How many groups from here on are one NHS number, by their lengths and check digit; 0 when none are."""
    lengths: list[int] = []
    digits = ""
    for _, group in groups:
        lengths.append(len(group))
        digits += group
        if len(digits) >= 10:
            break
    if not is_nhs_number(digits):
        return 0
    usual = lengths in ([10], [3, 3, 4])
    start = groups[0][0]
    labelled = _NHS_WORD.search(text[max(0, start - 40) : start]) is not None
    return len(lengths) if usual or labelled or (alone and min(lengths) >= 3) else 0


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether this is no part of a decimal fraction; a full stop that ends a sentence is none."""
    before = text[start - 1 : start] == "." and text[start - 2 : start - 1].isdigit()
    return not before and not (text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit())
