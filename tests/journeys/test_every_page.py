"""Every page that each person may open, as the access table has it: sound, and no wider than any screen or sheet.

What somebody else was shown word for word is looked at once: a page costs the browser a second, its text a fraction.
`make test` looks at a sample of each page, wide and narrow in turn; `make soak` at every sample, at both widths.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from tests.architecture.routes import Route, routes
from tests.architecture.test_access import table
from tests.conftest import CAST
from tests.journeys.otherwise import in_forced_colours, on_paper
from tests.journeys.rooms import Samples, furnished
from tests.journeys.visitor import PHONE, WIDE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

#: These answer with a file or with plain words, not with a page.
NO_PAGES = frozenset(
    {
        *("alive", "api:series", "scorecard:file", "scorecard:marked", "scorecard:template", "reports:pdf"),
        *(f"scorecard:{what}-download" for what in ("scorecard", "explore", "indicator")),
        *("registers:assessment-file", "registers:assessment-evidence-file"),
        *(
            "reports:data",
            "reports:output",
            "registers:evidence-file",
            "registers:meeting-minutes",
            "registers:letter-file",
        ),
        *("registers:threads-download", "training:day-worker", "training:attendance-paper"),
        *(f"published:{what}" for what in ("pdf", "figures", "metadata", "file", "latest", "newest")),
        "registers:section-11-pack",
        "reports:word",
    }
)
#: These are about a cycle in which something came.
_ABOUT_WHAT_CAME = frozenset(
    f"registers:section-11-{page}"
    for page in ("panel", "moderation", "agree", "send-back", "survey", "survey-send")
)
_ABOUT_A_SURVEY_TO_COME = frozenset(
    f"registers:section-11-{page}" for page in ("statement", "statement-add", "survey-links")
)
#: These are about what is written into the first report alone.
_OF_ONE_REPORT = frozenset(f"reports:{page}" for page in ("text-version", "text-author", "comment-settle"))
#: Who looks at every sample of a page when the sweep is whole; the others at the first, for their frame and rights.
THOROUGH = ("nobody", "business_manager", "health_lead")
#: Who looks first; those after them pass over what was the same for somebody before.
ORDER = (*THOROUGH, *(name for name in CAST if name not in THOROUGH))
BOTH = (WIDE, PHONE)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def shown(client: Client, address: str) -> str:
    """What the page has to say to this person, without its frame; empty where it is not for them."""
    answer = client.get(address, follow=True)
    if answer.status_code != 200:
        return ""
    _, _, rest = answer.content.decode().partition("<main")
    return _TOKEN.sub("", rest.partition("</main>")[0])


def addresses(name: str, samples: Samples, *, thorough: bool) -> Iterator[str]:
    """Every address that the table opens to this person, with one sample of what it may show, or with each."""
    listed = table()
    for route in routes():
        if route.name not in NO_PAGES and listed["GET", route.pattern][name] == "200":
            yield from _of(route, samples, thorough=thorough)


def _of(route: Route, samples: Samples, *, thorough: bool) -> Iterator[str]:
    thorough = thorough and not _done_to_one(route)
    given = [samples[argument] if thorough else samples[argument][:1] for argument in route.arguments]
    if route.name == "agencies:password-new":
        given[-1] = samples["token"][1:]
    elif route.name == "agencies:invitation":
        given[-1] = samples["token"][:1]
    elif route.name == "registers:challenge-judge":
        given[-1] = samples["waiting_id"]
    elif route.name == "registers:challenge-withdraw":
        given[-1] = samples["number"][1:2]  # the first has a reply that is accepted in part
    elif route.name in _ABOUT_WHAT_CAME:
        given[1] = samples["moderated_cycle"]
    elif route.name in _ABOUT_A_SURVEY_TO_COME:
        given[1] = samples["planned_survey"]
    elif route.name in _OF_ONE_REPORT:
        given = [samples[argument][:1] for argument in route.arguments]
    for chosen in product(*given):
        yield reverse(route.name, kwargs=dict(zip(route.arguments, chosen, strict=True)))


def _done_to_one(route: Route) -> bool:
    """Whether a page is for doing something to one numbered thing: not every state allows it."""
    return "number" in route.arguments and not route.pattern.endswith("<int:number>/")


@pytest.mark.parametrize("name", CAST)
def test_every_page_a_person_may_open_is_sound_at_every_width_on_paper_and_in_any_colours(
    name: str,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    police: Agency,
    cast: dict[str, Person | None],
    client_of: Callable[[Person | None], Client],
    whole: bool,
) -> None:
    leaver, forgetful = cast["analyst"], cast["chair"]
    assert leaver is not None
    assert forgetful is not None
    samples = furnished(board, health, police, leaver, forgetful)
    visitor = visit_signed_in(cast[name])

    before = [client_of(cast[one]) for one in ORDER[: ORDER.index(name)]]
    own = client_of(cast[name])
    opened = list(addresses(name, samples, thorough=whole and name in THOROUGH))

    assert opened
    for place, address in enumerate(opened):
        said = shown(own, address)
        assert said, f"{address} is not shown"
        if place and any(shown(other, address) == said for other in before):
            continue
        visitor.opens(address, BOTH if whole else BOTH[place % 2 :][:1])
        faults = [*on_paper(visitor), *in_forced_colours(visitor)]
        assert faults == [], "\n".join([address, *faults])
        visitor.need_not_scroll_sideways()


def test_a_board_that_holds_nothing_yet_says_so_on_sound_pages(
    visit_signed_in: Callable[..., Visitor], other_board_manager: Person
) -> None:
    olga = visit_signed_in(other_board_manager)

    for address, said in (
        ("/mercia/", "Nothing waits for you."),
        ("/mercia/scorecard/", "No figures have been released yet."),
        ("/mercia/returns/", "No return is owed yet."),
        ("/mercia/reports/", "No report has been opened yet."),
        ("/mercia/people/", "No invitation is waiting."),
        ("/mercia/feeds/", "No folder is looked into yet."),
        ("/mercia/risks/", "Nobody has raised a risk yet."),
        ("/mercia/risks/second-look/", "Nothing is worth a second look."),
        ("/mercia/registers/settings/", "Nobody has changed anything: these are the defaults."),
        ("/mercia/section-11/", "No cycle has been planned yet."),
        ("/mercia/section-11/standards/", "No version has been begun yet."),
    ):
        olga.opens(address, BOTH)
        olga.sees(said)
        olga.need_not_scroll_sideways()


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [
        ("nobody", "/wessex/no-such-page/", 404),
        ("chair", "/wessex/no-such-page/", 404),
        ("councillor", "/wessex/scorecard/", 403),
        ("chair", "/wessex/?q=%00", 400),
    ],
)
def test_pages_that_refuse_are_sound_too(
    name: str,
    address: str,
    status: int,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    cast: dict[str, Person | None],
) -> None:
    visitor = visit_signed_in(cast[name])

    answer = visitor.page.goto(f"{visitor.address}{address}")

    assert answer is not None
    assert answer.status == status
    visitor.sees("Go to the front page")
    (told,) = visitor.complaints  # the browser's own, about the status
    assert str(status) in told
    visitor.complaints.clear()
    visitor.finds_the_page_sound(BOTH)
    visitor.need_not_scroll_sideways()


def test_what_is_unsound_is_found(visit_signed_in: Callable[..., Visitor], board: Board) -> None:
    """Whoever looks must be able to see: a fault axe knows, a page too wide, a word on the console."""
    visitor = visit_signed_in(None)
    visitor.opens("/sign-in/")

    visitor.page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    with pytest.raises(AssertionError, match="button-name"):
        visitor.finds_the_page_sound()

    visitor.opens("/sign-in/")
    visitor.page.evaluate("document.querySelector('h1').textContent = 'x'.repeat(400)")
    with pytest.raises(AssertionError, match="wide"):
        visitor.need_not_scroll_sideways()

    visitor.page.evaluate("document.body.setAttribute('style', 'color: red')")
    with pytest.raises(AssertionError, match="Content Security Policy"):
        visitor.finds_the_page_sound()
