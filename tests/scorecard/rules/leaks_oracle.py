"""A slow, obvious attacker: every assignment of whole numbers to the hidden cells, tried one by one."""

from itertools import product

from scorecard.rules.suppression.tables import State, Table, Why

FEWEST = 5


def leaks_by_trying(table: Table, most: int) -> set[object]:
    """The keys of hidden cells that leak, when no cell counts more than `most`. Every total must be printed."""
    hidden = [cell for cell in table.cells if cell.state is State.HIDDEN]
    known = {cell.key: cell.value for cell in table.cells if cell.state is State.SHOWN}
    possible: dict[object, set[int]] = {cell.key: set() for cell in hidden}
    for values in product(range(1, most + 1), repeat=len(hidden)):
        tried = known | dict(zip([cell.key for cell in hidden], values, strict=True))
        if all(_holds(relation, tried) for relation in table.relations if relation.shown):
            for cell, value in zip(hidden, values, strict=True):
                possible[cell.key].add(value)
    return {cell.key for cell in hidden if _leaks(cell, possible[cell.key])}


def _holds(relation, values) -> bool:  # type: ignore[no-untyped-def]
    total = sum(values[key] * one for key, one in relation.terms)
    return (relation.low is None or total >= relation.low) and (
        relation.high is None or total <= relation.high
    )


def _leaks(cell, possible: set[int]) -> bool:  # type: ignore[no-untyped-def]
    if cell.why is Why.PRIMARY:
        return not possible.issuperset(range(cell.rule.lowest, cell.rule.highest + 1))
    return len(possible) < FEWEST
