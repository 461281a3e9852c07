"""The checklist of a report in words: each thing asked for, with the texts and facts that tell it."""

from reports.queries.contents import Checklist
from reports.rules.guidance import Facts, Item

#: A text's code, what it is called, whether it is missing; a fact, whether it is.
Texts = tuple[tuple[str, str, bool], ...]
Known = tuple[tuple[str, bool], ...]


def lines(found: Checklist) -> tuple[tuple[Item, Texts, Known], ...]:
    """Each thing, its texts, and the facts behind it: only those that are missing, as others need no doing."""
    return tuple((one, _texts(one, found.titles), _facts(one.missing_facts)) for one in found.items)


def _texts(one: Item, titles: dict[str, str]) -> Texts:
    return tuple((code, titles[code], code in one.missing_texts) for code in one.texts)


def _facts(missing: tuple[Facts, ...]) -> Known:
    return tuple((f"{fact.value[:1].upper()}{fact.value[1:]}", True) for fact in missing)
