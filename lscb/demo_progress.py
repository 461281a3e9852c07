"""What the demo's database holds, and how far its imports have come. It only reads."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from agencies.models import Agency
from scorecard.actions.feeds import active_feeds, folder_of
from scorecard.models import FeedFile, Figure, Finding, Signal, Submission

#: What is counted, in the order it is told.
COUNTED = {
    "agencies": Agency,
    "submissions": Submission,
    "figures": Figure,
    "findings": Finding,
    "signals": Signal,
}
_UNFINISHED = (Submission.State.RECEIVED, Submission.State.CHECKING)

#: A file in an inbox: which feed's, its name, its bytes' hash.
Dropped = frozenset[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the dropped files were taken, and where the submissions stand, by state."""

    expected: int
    taken: int
    states: tuple[tuple[str, int], ...]

    @property
    def unfinished(self) -> int:
        """Submissions that a worker has still to check."""
        return sum(number for state, number in self.states if state in _UNFINISHED)

    @property
    def done(self) -> bool:
        """Whether every file was taken and every submission checked."""
        return self.taken == self.expected and self.unfinished == 0

    @property
    def words(self) -> str:
        """One line for a person who waits."""
        standing = ", ".join(f"{number} {Submission.State(state).label}" for state, number in self.states)
        return f"{self.taken} of {self.expected} files taken; submissions: {standing or 'none yet'}"


def counts() -> dict[str, int]:
    """How many of each thing the database holds."""
    return {name: model._default_manager.count() for name, model in COUNTED.items()}


def dropped() -> Dropped:
    """Every file that lies in the folder of an active feed."""
    return frozenset(
        (feed.pk, path.name, sha256(path.read_bytes()).hexdigest())
        for feed in active_feeds()
        if folder_of(feed).is_dir()
        for path in folder_of(feed).iterdir()
        if path.is_file() and not path.name.startswith(".")
    )


def refused(files: Dropped) -> list[str]:
    """What is said of each of these files that could not be read at all; none of the demo's should be."""
    taken = FeedFile.objects.filter(submission__state=Submission.State.REFUSED)
    told = taken.values_list("feed_id", "path", "sha256", "submission__remark")
    return [f"{path}: {remark}" for feed, path, digest, remark in told if (feed, path, digest) in files]


def progress(files: Dropped) -> Progress:
    """How far the import of these files has come."""
    taken = files & set(FeedFile.objects.values_list("feed_id", "path", "sha256"))
    states = Counter(Submission.objects.order_by().values_list("state", flat=True))
    return Progress(expected=len(files), taken=len(taken), states=tuple(sorted(states.items())))
