"""How answers of an earlier cycle are carried into the next: by the crosswalk, and what has become of them since."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from registers.rules.section_11.answering import Written


class Mark(StrEnum):
    """What an answer is beside the last cycle's."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


MARK_WORDS = {
    Mark.NEW: "New in this cycle",
    Mark.CHANGED: "Changed since last time",
    Mark.SAME: "Same as last time",
}


def forebears(
    standard: int, takes_up: Mapping[int, Collection[int]], earlier: Collection[int]
) -> tuple[int, ...]:
    """Which of the `earlier` standards this one takes up, itself or by way of versions between; in order of number."""
    found: set[int] = set()
    seen: set[int] = set()
    ahead = [standard]
    while ahead:
        one = ahead.pop()
        if one in seen:
            continue
        seen.add(one)
        if one in earlier:
            found.add(one)
        else:
            ahead += takes_up.get(one, ())
    return tuple(sorted(found))


def carried(earlier: Sequence[Written], *, same_scale: bool) -> Written:
    """What an answer begins as. Several become one without a score; nor does a score go over to another scale."""
    begun = [one for one in earlier if one.begun]
    if not begun:
        return Written()
    if all(one.not_applicable for one in begun):
        return Written(not_applicable=True, why_not=_joined([one.why_not for one in begun]))
    [score] = [one.score for one in earlier] if len(earlier) == 1 and same_scale else [None]
    return Written(score=score, words=_joined([one.words for one in begun]))


def mark_of(now: Written, earlier: Sequence[Written], *, same_scale: bool) -> Mark | None:
    """What this answer is beside those it takes up; None while nothing is written."""
    if not now.begun:
        return None
    if not earlier:
        return Mark.NEW
    began = carried(earlier, same_scale=same_scale)
    alike = now == began if same_scale and len(earlier) == 1 else now.words == began.words
    return Mark.SAME if alike else Mark.CHANGED


def _joined(texts: Sequence[str]) -> str:
    return "\n\n".join(dict.fromkeys(one for one in texts if one))
