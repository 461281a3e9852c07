"""Home addresses: a house number and street, or a full postcode, beside one person's age or initials."""

import re
from collections.abc import Iterable, Iterator

from agencies.rules.screening.numbers import Find
from agencies.rules.screening.people import INITIALS, are_initials
from agencies.rules.screening.text import Kind

#: How far apart, in characters, an address and an age may stand and still be beside each other.
BESIDE = 90
BESIDE_INITIALS = 40
#: So many characters before an address, from its first letter on, a word says that people live, or work, there.
HOME_BEFORE = 30
WORK_BEFORE = 50

_STREETS = (
    r"(?:road|rd|street|st|avenue|ave|lane|ln|crescent|cres|terrace|terr|grove|gardens|gdns|mews|drive|dr|parade|villas"
    r"|boulevard|broadway)"
)
_PLACES = (
    rf"(?:{_STREETS}|close|cl|way|place|pl|court|ct|rise|hill|view|green|park|walk|row|square|sq|end|croft|fold"
    "|yard)"
)
_NUMBER = r"(?<![\w./£-])(?:flat \w+,? )?(?:\d{1,4}[a-z]?|\d{1,3} ?[-/] ?\d{1,3}),? "
_NOT_NAMES = (
    r"(?!(?:in|on|the|of|at|to|a|an|and|or|were|was|is|are|by|from|for|with|per|out|up|had|have|has|young|children|pupils"
    r"|cases|days?|weeks?|months?|years?|hours?|staff|family|crown|county|magistrates|more|who|live|lives|said|%)\b)"
)
_STREET = re.compile(
    rf"{_NUMBER}(?:{_NOT_NAMES}[a-z][a-z'-]*\.? ){{1,4}}{_STREETS}\b"
    rf"|(?-i:{_NUMBER}(?:(?!Family|Crown|County|High Court|Magistrates)[A-Z][a-z'-]*\.? ){{1,4}}(?i:{_PLACES})\b)",
    re.I,
)
_HOME = r"\b(?:lives?|living|lived|resid\w+|home|address|stays?|staying|moved|placed|house|flat|of)\b"
_STREET_OF_A_HOME = re.compile(
    rf"{_HOME}[^.;\d]{{0,20}}{_NUMBER}(?:{_NOT_NAMES}[a-z][a-z'-]*\.? ){{1,4}}{_PLACES}\b", re.I
)
_AREAS = """
AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK
FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN
NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW
UB W WA WC WD WF WN WR WS WV YO ZE
"""
_POSTCODE = re.compile(
    rf"(?<![\w-])(?:{'|'.join(_AREAS.split())})\d[a-z\d]? ?\d(?!(?-i:th|nd|rd|st)\b)[abd-hjlnp-uw-z]{{2}}(?!\w)",
    re.I,
)
_WORK_BEFORE = re.compile(
    r"\b(?:office|centre|center|school|academy|college|nursery|clinic|hospital|surgery|station|hq|headquarters|hub"
    r"|hall|house,|building|council|trust|ltd|venue|held at|training at|team|department|unit|church|library"
    r"|contact)\b[^\d]*$",
    re.I,
)
_WORK_AFTER = re.compile(r"[^.]{0,30}(?:\b(?:tel|telephone|phone|email|e-mail|fax|mobile|ext)\b|@)", re.I)
_LIVES = re.compile(r",? (?:who )?(?:lives?|lived|living|resides?|home|of)\b", re.I)
_HOME_BEFORE = re.compile(
    r"\b(?:lives?|living|lived|resid\w+|home(?: address)?|address|stay(?:s|ing)|moved|from|of)\b[^\d]*$",
    re.I,
)


def addresses_in(text: str, ages: Iterable[tuple[int, int]]) -> Iterator[Find]:
    """Home addresses in a plain text, given where one person's ages stand in it."""
    ages = tuple(ages)
    initials = tuple(match.span() for match in INITIALS.finditer(text) if _at_home(match, text))
    if not ages and not initials:
        return
    patterns = (_STREET, _STREET_OF_A_HOME, _POSTCODE)
    places = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    for start, end in places:
        if _is_work(text, start, end):
            continue
        if _near((start, end), ages, BESIDE) or _near((start, end), initials, BESIDE_INITIALS):
            yield Kind.HOME_ADDRESS, start, end


def _at_home(match: re.Match[str], text: str) -> bool:
    """Initials beside an address are a person's when they have their dots, or are said to live somewhere."""
    if match["small"] or not are_initials(match, text):
        return False
    return bool(match["dotted"] or _LIVES.match(text, match.end()))


def _near(place: tuple[int, int], others: Iterable[tuple[int, int]], most: int) -> bool:
    """Whether one of the others stands within `most` characters of the place, and not inside it."""
    start, end = place
    return any(0 <= max(one[0] - end, start - one[1]) <= most for one in others)


def _is_work(text: str, start: int, end: int) -> bool:
    """Whether the words beside an address say that people work there; a word for home outweighs them."""
    if _HOME_BEFORE.search(text, start - HOME_BEFORE, start):
        return False
    return bool(_WORK_BEFORE.search(text, start - WORK_BEFORE, start) or _WORK_AFTER.match(text, end))
