"""The includes under templates/components, held against GOV.UK Frontend's examples, and the frame of a page."""

import re

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string

from tests.design.markup import ROOT, example, tree


@pytest.mark.parametrize(
    ("template", "context", "component", "case"),
    [
        ("tag", {"text": "Grey", "colour": "grey"}, "tag", "grey"),
        ("button", {"text": "Link button", "href": "/"}, "button", "link"),
        ("details", {"summary": "Help with nationality", "text": "We need to know your nationality so we can "
         "work out which elections you’re entitled to vote in. If you can’t provide your nationality, you’ll have "
         "to send copies of identity documents through the post."}, "details", "default"),
        ("inset", {"text": "It can take up to 8 weeks to register a lasting power of attorney if there are no "
         "mistakes in the application."}, "inset-text", "default"),
        ("warning", {"text": "You can be fined up to £5,000 if you don’t register."}, "warning-text", "default"),
        ("breadcrumbs", {"items": [
            ("Home", "/"), ("Section", "/section"), ("Sub-section", "/section/sub-section"),
            ("Sub Sub-section", "/section/sub-section/sub-sub-section")]}, "breadcrumbs", "default"),
        ("notification_banner", {"text": "This publication was withdrawn on 7 March 2014."},
         "notification-banner", "default"),
        ("error_summary", {"errors": [
            ("The date your passport was issued must be in the past", "#example-error-1"),
            ("Enter a postcode, like AA1 1AA", "#example-error-2")]}, "error-summary", "default"),
        ("task_list", {"items": [("Company Directors", "#", "", "Completed", ""),
                                 ("Registered company details", "#", "", "Incomplete", "blue"),
                                 ("Business plan", "#", "", "Incomplete", "blue")]}, "task-list", "default"),
        ("service_navigation", {"navigation": [(f"Navigation item {n}", f"#/{n}", n == 2) for n in (1, 2, 3, 4)]},
         "service-navigation", "with navigation with a current item"),
    ],
)  # fmt: skip
def test_a_component_is_drawn_as_published(template, context, component, case):
    ours = render_to_string(f"components/{template}.html", context)

    assert tree(ours) == tree(example(component, case))


def test_a_button_may_be_pressed_once():
    assert 'data-prevent-double-click="true"' in render_to_string("components/button.html", {"text": "Save"})


def test_a_summary_lists_change_link_says_what_it_changes():
    drawn = render_to_string(
        "components/summary_list.html", {"rows": [("Name", "A", ("Change", "name", "/n"))]}
    )

    assert 'Change<span class="govuk-visually-hidden"> name</span>' in drawn


def test_pagination_offers_first_last_and_neighbours():
    drawn = render_to_string("components/pagination.html", {"page": Paginator(range(200), 10).page(7)})

    assert re.findall(r'aria-label="Page (\d+)"', drawn) == ["1", "6", "7", "8", "20"]
    assert drawn.count("&ctdot;") == 2
    assert 'rel="prev"' in drawn
    assert 'aria-current="page"' in drawn


def test_a_single_page_needs_no_pagination():
    assert render_to_string("components/pagination.html", {"page": Paginator([1], 10).page(1)}).strip() == ""


def test_a_filter_that_is_on_says_so():
    items = [("All", 24, "?", True), ("Download", None, "/d", False)]
    drawn = render_to_string("components/filters.html", {"items": items})

    assert 'aria-current="true">All (24)</a>' in drawn
    assert ">Download</a>" in drawn


def frame(**context):
    return render_to_string("404.html", context)


def test_a_page_shows_the_frame_it_is_given():
    page = frame(
        board_name="Demonstration Board", navigation=[("Scorecard", "/s", True)], synthetic_notice="Invented.",
        footer_links=[("Privacy", "/p")], account_links=[("A. Chair", "")], sign_out_url="/out",
    )  # fmt: skip

    assert "<title>Page not found – Demonstration Board</title>" in page
    assert 'href="/s" aria-current="page"' in page
    assert "Invented." in page
    assert '<form method="post" action="/out">' in page
    assert 'href="#main-content" class="govuk-skip-link"' in page


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_is_drawn_without_any_context(name):
    page = render_to_string(f"{name}.html")

    assert "<h1" in page
    assert page.count("<main") == 1


def test_a_refusal_prints_its_reason():
    assert "Only the chair approves a report." in render_to_string(
        "403.html", {"reason": "Only the chair approves a report."}
    )
    assert "Not your agency." in render_to_string("403.html", {"exception": "Not your agency."})


def test_a_page_with_errors_says_so_in_its_title():
    assert "<title>Error: Page not found" in frame(page_has_errors=True)


TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_has_inline_style_or_script_or_another_host(path):
    text = path.read_text()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"(src|href)=\"(https?:)?//(?!www\.w3\.org)[^\"]*\.(js|css|woff2?|png|svg)", text)
