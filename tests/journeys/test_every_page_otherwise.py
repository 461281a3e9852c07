"""Every page without script (one in three in `make test`); what looks at pages otherwise is able to see."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from tests.journeys.otherwise import IDLE, in_forced_colours, on_paper
from tests.journeys.rooms import furnished
from tests.journeys.test_every_page import addresses
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def samples_of(
    board: Board, health: Agency, police: Agency, cast: dict[str, Person | None]
) -> Callable[[str], list[str]]:
    """The addresses open to somebody, of a board with something in every room."""
    leaver, forgetful = cast["analyst"], cast["chair"]
    assert leaver is not None
    assert forgetful is not None
    samples = furnished(board, health, police, leaver, forgetful)
    return lambda name: list(addresses(name, samples, thorough=False))


def test_every_page_can_be_worked_without_script(
    samples_of: Callable[[str], list[str]],
    visit_signed_in: Callable[..., Visitor],
    business_manager: Person,
    whole: bool,
) -> None:
    opened = samples_of("business_manager")
    bridget = visit_signed_in(business_manager, script=False, width=PHONE)
    faults = []

    for address in opened if whole else opened[::3]:
        bridget.page.goto(f"{bridget.address}{address}")
        faults += [f"{address}: idle: {one}" for one in bridget.page.evaluate(IDLE)]
        public = address.startswith("/published/")
        if not public and not bridget.page.locator(".govuk-service-navigation__link").first.is_visible():
            faults.append(f"{address}: no way to the other rooms")

    assert len(opened) > 80
    assert faults == [], "\n".join(faults)
    assert bridget.complaints == []


#: A page with a fault of each kind: something to press that does nothing, and a word without a ground.
_SPOIL = """() => {
  document.querySelector("main").innerHTML += "<button type=button>Idle</button><b>Bare</b>";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("b { forced-color-adjust: none } h1 { width: 2000px } .board-running { display: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""


def test_what_is_wrong_on_paper_in_forced_colours_or_without_script_is_found(
    visit_signed_in: Callable[..., Visitor], board: Board, business_manager: Person
) -> None:
    """Whoever looks must be able to see."""
    bridget = visit_signed_in(business_manager)
    bridget.opens(f"/{board.code}/")
    assert on_paper(bridget) == in_forced_colours(bridget) == bridget.page.evaluate(IDLE) == []

    bridget.page.evaluate(_SPOIL)

    said = "\n".join([*on_paper(bridget), *in_forced_colours(bridget), *bridget.page.evaluate(IDLE)])
    for fault in ("printed: <button", "wide on a sheet", "no head on the sheet", "no ground: <b>"):
        assert fault in said
    assert said.count("Idle") == 2
