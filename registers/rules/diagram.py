"""The challenge's table drawn for docs/challenges.md: a Mermaid state diagram, and who may do what when."""

from collections import defaultdict

from registers.rules.challenges import BY_ACTIONS, ENDED, STATE_WORDS, TABLE, VERB_WORDS, State

_BY_ACTIONS = "its actions or figure"


def diagram() -> str:
    """Every way from one state to another, with what leads there; ways back to the same state are left out."""
    ways: dict[tuple[State, State], list[str]] = defaultdict(list)
    for move in TABLE:
        for before, afters in move.leads.items():
            for after in afters:
                ways[before, after].append(VERB_WORDS[move.verb])
    for before, afters in BY_ACTIONS.items():
        for after in afters:
            ways[before, after].append(_BY_ACTIONS)
    names = [f"    {one.value} : {STATE_WORDS[one]}" for one in State]
    steps = [
        f"    {before.value} --> {after.value} : {', '.join(words)}"
        for (before, after), words in sorted(ways.items(), key=_in_order)
        if before is not after
    ]
    ends = [f"    {one.value} --> [*]" for one in State if one in ENDED]
    return "\n".join(["stateDiagram-v2", *names, f"    [*] --> {State.RAISED.value}", *steps, *ends])


def table() -> str:
    """Who may do what in which state, as Markdown; a dot where it is refused."""
    states = tuple(State)
    rows = [
        ["", "Who", *(STATE_WORDS[one] for one in states)],
        ["---"] * (2 + len(states)),
        *(
            [
                VERB_WORDS[move.verb].capitalize(),
                ", ".join(move.who),
                *("yes" if one in move.leads else "·" for one in states),
            ]
            for move in TABLE
        ),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _in_order(way: tuple[tuple[State, State], list[str]]) -> tuple[int, int]:
    states, (before, after) = list(State), way[0]
    return states.index(before), states.index(after)
