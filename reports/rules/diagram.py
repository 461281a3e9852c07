"""A report's life drawn for docs/reports.md: a Mermaid state diagram made from the one table of states."""

from reports.rules.states import LIFE_WORDS, VERB_WORDS, Life, Verb, led_to, when

_LATER = "a later edition takes its place"


def diagram() -> str:
    """Every way from one state to another, with what leads there."""
    ways = dict.fromkeys(
        (now, led_to(verb, now, for_the_public=for_the_public), VERB_WORDS[verb])
        for now in Life
        for verb in Verb
        for for_the_public in (False, True)
        if when(verb, now)
    )
    names = [f"    {one.value} : {LIFE_WORDS[one].capitalize()}" for one in Life]
    steps = [f"    {now.value} --> {after.value} : {words}" for now, after, words in ways if now is not after]
    ends = [
        f"    {one.value} --> {Life.SUPERSEDED.value} : {_LATER}" for one in (Life.CIRCULATED, Life.PUBLISHED)
    ]
    return "\n".join(["stateDiagram-v2", *names, f"    [*] --> {Life.DRAFT.value}", *steps, *ends])
