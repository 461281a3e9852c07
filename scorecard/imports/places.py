"""What a place may be called: its code, its official name, and the ways people turn that name round."""

import re
from collections.abc import Iterator, Mapping

from scorecard.imports.headings import tidy

#: "Bristol, City of", "Herefordshire, County of": the official list sorts by the name, people speak the other way.
_TURNED = re.compile(r"(.+?), ((?:city|county) (?:of|and county of))", re.IGNORECASE)


def place_key(text: str) -> str:
    """A place's name as it is compared: "Basingstoke & Deane" is "Basingstoke and Deane"."""
    return tidy(text.replace("&", " and "))


def places_of(areas: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Each way to write one of these areas, as `place_key` makes it, with the area's code.

    A shorter way that would name two of them names neither.
    """
    official = {place_key(name): code for code, names in areas.items() for name in (code, *names)}
    turned: dict[str, set[str]] = {}
    for code, names in areas.items():
        for form in (form for name in names for form in _turned_round(name)):
            turned.setdefault(place_key(form), set()).add(code)
    return {form: codes.pop() for form, codes in turned.items() if len(codes) == 1} | official


def _turned_round(name: str) -> Iterator[str]:
    found = _TURNED.fullmatch(name.strip())
    if found:
        yield found[1]
        yield f"{found[2]} {found[1]}"
