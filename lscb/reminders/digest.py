"""What a digest says and looks like: kind, reference, date and link, in plain text and in HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse

from agencies import mail
from agencies.models import Person
from agencies.rules.clock import LONDON
from agencies.thread import Moved, noun

#: So many lines of what moved stand in a digest, the newest; the pages have the rest.
NEWS_SHOWN = 25


@dataclass(frozen=True, slots=True)
class Item:
    """One thing owed, in a line. `overdue` in working days."""

    kind: str
    reference: str
    due: date | None
    url: str
    overdue: int = 0

    @property
    def words(self) -> str:
        """Such as “Reply due 4 March 2018: CH-29”."""
        if self.due is None:
            return f"{noun(self.kind)}: {self.reference}"
        late = f", {self.overdue} working day{'' if self.overdue == 1 else 's'} late" if self.overdue else ""
        return f"{noun(self.kind)} due {self.due:%-d %B %Y}{late}: {self.reference}"

    @property
    def name(self) -> str:
        """What it is known by from one digest to the next."""
        return f"{self.kind} {self.reference} {self.url}"


@dataclass(frozen=True, slots=True)
class News:
    """One thing that moved, in a line."""

    words: str
    url: str


def news_of(moved: Iterable[Moved]) -> tuple[News, ...]:
    """Lines such as “Reply came 4 March 2018: CH-29”, oldest first, each said once."""
    return tuple(
        dict.fromkeys(
            News(f"{one.words} {one.at.astimezone(LONDON):%-d %B %Y}: {one.reference}", one.url)
            for one in moved
        )
    )


def write(person: Person, items: Sequence[Item], news: Sequence[News], today: date) -> bool:
    """Put the digest into the outbox; False where another worker was first."""
    context = {
        "name": person.name,
        "today": today,
        "late": _only(items, True),
        "others": _only(items, False),
        "news": news[-NEWS_SHOWN:],
        "more": max(0, len(news) - NEWS_SHOWN),
        "public_url": settings.PUBLIC_URL,
        "account_url": reverse("agencies:account"),
    }
    try:
        with transaction.atomic():
            mail.queue(
                to=person.email,
                subject=_subject(len(items)),
                text=render_to_string("lscb/mail/digest.txt", context),
                html=render_to_string("lscb/mail/digest.html", context),
                person_id=person.pk,
                day=today,
                about=sorted({one.name for one in items}),
            )
    except IntegrityError:
        return False
    return True


def _subject(number: int) -> str:
    if not number:
        return "What moved at the safeguarding board"
    return f"{number} thing{'' if number == 1 else 's'} the safeguarding board waits for"


def _only(items: Iterable[Item], late: bool) -> list[Item]:
    chosen = [one for one in items if bool(one.overdue) is late]
    return sorted(chosen, key=lambda one: (one.due is None, one.due or date.max, one.reference))
