"""Several tables as one reader has them before him, and what can be seen of a total at a glance."""

from collections.abc import Iterable
from dataclasses import replace

from scorecard.rules.suppression.tables import Cell, Key, Relation, State, Table


class DoNotAddUp(ValueError):
    """The numbers do not stand in the relation that is claimed: nobody could draw a conclusion from it."""


def joined(tables: Iterable[Table]) -> tuple[dict[Key, Cell], tuple[Relation, ...]]:
    """All cells by key and all relations in force, as somebody sees them who has every table before him.

    Of one key told in several tables the most telling is kept. DoNotAddUp when two tables give one key two
    values, or a relation between known values does not hold; KeyError when it names a cell nobody gave.
    """
    order = (State.SHOWN, State.ROUNDED, State.HIDDEN, State.UNPRINTED)
    cells: dict[Key, Cell] = {}
    relations: dict[Relation, None] = {}
    for table in tables:
        for cell in table.cells:
            told = cells.setdefault(cell.key, cell)
            if told.value != cell.value and None not in (told.value, cell.value):
                raise DoNotAddUp(f"{cell.key!r} is both {told.value} and {cell.value}.")
            cells[cell.key] = min(told, cell, key=lambda one: order.index(one.state))
        relations |= dict.fromkeys(one for one in table.relations if one.shown)
    for relation in relations:
        values = [(cells[key].value, coefficient) for key, coefficient in relation.terms]
        total = sum(value * coefficient for value, coefficient in values if value is not None)
        if all(value is not None for value, _ in values) and not _within(total, relation):
            raise DoNotAddUp(f"{relation.name} does not hold.")
    for relation in relations:
        _settle(relation, cells)
    return cells, tuple(relations)


def _settle(relation: Relation, cells: dict[Key, Cell]) -> None:
    """The parts of a total that is printed as zero are zeros that everybody knows: hiding them would hide nothing."""
    if relation.whole is None or cells[relation.whole].printed != 0:
        return
    for key, _ in relation.terms:
        if cells[key].state is State.SHOWN:
            cells[key] = replace(cells[key], fixed=True)


def _within(total: int, relation: Relation) -> bool:
    below = relation.low is not None and total < relation.low
    return not below and (relation.high is None or total <= relation.high)


def small_total(relation: Relation, cells: dict[Key, Cell]) -> bool:
    """Whether the relation's whole is hidden and small, so that its parts are hidden with it, zeros too."""
    whole = None if relation.whole is None else cells[relation.whole]
    hidden = whole is not None and whole.state is State.HIDDEN and whole.value is not None
    return hidden and whole.value <= whole.rule.highest  # type: ignore[union-attr,operator]


def parts_shown(relation: Relation, cells: dict[Key, Cell]) -> bool:
    """Whether a part is printed that need not have been."""
    parts = (cells[key] for key, _ in relation.terms if key != relation.whole)
    return any(one.state in (State.SHOWN, State.ROUNDED) and not one.fixed for one in parts)
