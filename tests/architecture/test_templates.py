"""Templates: every link leads somewhere, none leads up, and nothing stands in them that the policy stops."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

from tests.architecture.house import FLOORS, ROOMS, ROOT, tracked
from tests.architecture.routes import routes

FOLDER = ROOT / "templates"
TEMPLATES = tuple(path for path in tracked() if FOLDER in path.parents and path.suffix in (".html", ".txt"))
NAMES = {route.name: set(route.arguments) for route in routes()}
_URL = re.compile(r"""\{%\s*url\s+(?:"([^"]+)"|'([^']+)'|(\S+))([^%]*)%\}""")
_COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?endcomment\s*%\}|<!--.*?-->", re.S)

#: Names of addresses that lie outside every board's own, by the room they are of.
_OUTSIDE_BOARDS = {"published": "reports"}


def said(path: Path) -> str:
    """What a template says, without its comments."""
    return _COMMENT.sub("", path.read_text())


def relative(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def links(path: Path) -> list[tuple[str, str]]:
    """Every `url` tag: its name and the rest of it."""
    return [(double or single or bare, rest) for double, single, bare, rest in _URL.findall(said(path))]


def floor_of(room: str) -> int:
    return next(number for number, floor in enumerate(FLOORS) if room in floor)


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 40


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_every_template_can_be_read(path: Path) -> None:
    assert get_template(relative(path)).template.engine is engines["django"].engine  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_every_link_names_an_address_there_is_with_the_arguments_it_takes(path: Path) -> None:
    for name, rest in links(path):
        assert name in NAMES, f"{name}: no such address"
        given = re.sub(r"\s+as\s+\w+\s*$", "", rest).split()
        keywords = {one.partition("=")[0] for one in given if re.match(r"\w+=", one)}
        assert keywords <= NAMES[name], name
        assert len(given) == len(NAMES[name]), f"{name} takes {sorted(NAMES[name])}"


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_no_template_of_a_lower_room_names_an_upper_rooms_address(path: Path) -> None:
    """An upper room's step carries its own address and words; components name no address at all."""
    room = path.relative_to(FOLDER).parts[0]
    if room == "lscb":
        return
    for name, _ in links(path):
        space = name.partition(":")[0] if ":" in name else "lscb"
        to = _OUTSIDE_BOARDS.get(space, space)
        if room in ROOMS:
            assert floor_of(to) >= floor_of(room), f"{name} is upstairs"
        else:
            assert room not in ("components", "design", "pdf"), f"{name}: give it the address"


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_nothing_in_a_template_is_what_the_security_policy_stops(path: Path) -> None:
    page = said(path)
    printed = path.relative_to(FOLDER).parts[0] == "pdf"

    assert re.findall(r"<[^>]*\sstyle\s*=", page) == []
    assert re.findall(r"<[^>]*\son[a-z]+\s*=", page) == []
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert "javascript:" not in page
    assert printed or "<style" not in page
    assert re.findall(r"hx-on|hx-vals=.?js:", page) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_nothing_is_fetched_from_another_host(path: Path) -> None:
    assert re.findall(r"""(?:src|href|action|srcset)\s*=\s*["']\s*(?:https?:)?//[^"']*""", said(path)) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_nothing_is_marked_safe_in_a_template(path: Path) -> None:
    """What is safe is made safe where it is made, in design; a template escapes."""
    assert re.findall(r"\|\s*safe\b|autoescape\s+off", said(path)) == [] or path.suffix == ".txt"


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_every_form_that_posts_carries_its_token(path: Path) -> None:
    """But the one whose view has no need of it, which `test_views` names."""
    if relative(path) == "registers/section_11/survey_answer.html":
        assert "csrf_token" not in said(path)
        return
    for form in re.findall(r"<form\b.*?</form>", said(path), re.S):
        if re.search(r"""method=["']post""", form, re.I):
            assert "{% csrf_token %}" in form


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_no_template_outgrows_reading(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 150
