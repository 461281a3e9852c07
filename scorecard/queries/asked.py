"""What an address asks for, as a choice of lines. Whether it is there, and this reader's to see, is `explored`'s."""

from collections.abc import Iterable
from datetime import date

from scorecard.queries.choices import Choice, NotKnown
from scorecard.rules.periods import PeriodUnclear, parse

_CODES = {"indicator": "indicators", "agency": "agencies", "area": "areas", "breakdown": "breakdowns"}
_DAYS = ("since", "until")
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")
#: Everything an address may say.
PARAMETERS = (*_CODES, *_DAYS, "comparators")


def choice_asked(pairs: Iterable[tuple[str, str]]) -> Choice:
    """The choice that these names and values make; a name may be given again, and an empty value says nothing.

    `since` and `until` are a day, as 2013-04-01, or a period in words, as Q1 2013/14. Raises NotKnown naming what it
    cannot read.
    """
    codes: dict[str, list[str]] = {name: [] for name in _CODES}
    days: dict[str, date] = {}
    comparators = True
    for name, written in pairs:
        value = written.strip()
        if name not in PARAMETERS:
            known = ", ".join(PARAMETERS)
            raise NotKnown(name, written, f"There is no parameter “{name}”. There are: {known}.")
        if not value:
            continue
        if name in codes:
            codes[name].append(value)
        elif name in _DAYS:
            days[name] = _day(name, value)
        else:
            comparators = _yes(value)
    since, until = days.get("since"), days.get("until")
    if since and until and since > until:
        raise NotKnown("since", since.isoformat(), f"since={since} is later than until={until}.")
    chosen = {_CODES[name]: tuple(dict.fromkeys(given)) for name, given in codes.items()}
    return Choice(**chosen, since=since, until=until, comparators=comparators)


def _day(name: str, value: str) -> date:
    """The first day of what `since` names, the last of what `until` does."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        period = parse(value)
    except PeriodUnclear as unclear:
        said = f"{name}={value}: {unclear} A day is written 2013-04-01."
        raise NotKnown(name, value, said) from None
    return period.first if name == "since" else period.last


def _yes(value: str) -> bool:
    if value.lower() not in (*_YES, *_NO):
        raise NotKnown("comparators", value, f"comparators={value}: write yes or no.")
    return value.lower() in _YES
