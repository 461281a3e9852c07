"""Company: which parts of a printed total are hidden with a hidden one, whatever the numbers are.

Whether two hidden parts give each other away depends on what they add up to. Were a third hidden only where they do,
its mark would say so: that they are five or fewer together. So how many are hidden is not left to the numbers. The
parts that are not zero are taken in sets of three or more, in an order that everybody can see, and where one of a set
is hidden all are. What that hides follows from which parts stand without a number, so that it would be the same
whatever the hidden ones were: also where one hidden for company were the small one itself.
"""

from collections.abc import Iterable, Mapping

from scorecard.rules.suppression.tables import Cell, Key, Relation, State

#: So many parts, at least, are hidden together: two may well be small both, three seldom add up to less than seven.
SET = 3


def company(relations: Iterable[Relation], cells: Mapping[Key, Cell], stays: frozenset[Key]) -> set[Key]:
    """The places to hide for company; none of those that stay because a zero stands there or they are out."""
    found: set[Key] = set()
    for relation in relations:
        if _exact(relation, cells):
            for together in _sets(relation, cells, stays):
                if any(one.state is State.HIDDEN for one in together):
                    found |= {one.where for one in together if one.state is State.SHOWN}
    return found


def _exact(relation: Relation, cells: Mapping[Key, Cell]) -> bool:
    """Whether what the hidden parts add up to can be read off: whole and other parts are printed as they are."""
    if relation.whole is None or relation.place is not None or cells[relation.whole].state is not State.SHOWN:
        return False
    return all(cells[key].state in (State.SHOWN, State.HIDDEN) for key, _ in relation.terms)


def _sets(relation: Relation, cells: Mapping[Key, Cell], stays: frozenset[Key]) -> list[list[Cell]]:
    """The parts that are not zero in sets alike in size, in the order of the public hint and then of their keys."""
    parts = [cells[key] for key, _ in relation.terms if key != relation.whole]
    held = [one for one in parts if one.state is State.HIDDEN or (one.value and one.where not in stays)]
    held.sort(key=lambda one: (one.size, repr(one.key)))
    many = max(1, len(held) // SET)
    return [held[len(held) * at // many : len(held) * (at + 1) // many] for at in range(many)]
