"""Template tags of the design room: controls, error links, page numbers, marks. No queries, no decisions."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from design import forms, marks

register = template.Library()


@register.filter
def control(field: BoundField) -> str:
    """The field's input with GOV.UK's classes, for the field template."""
    return forms.control(field)


@register.filter
def choice_kind(optgroups: Sequence[tuple[Any, list[dict[str, Any]], int]]) -> str:
    """ "radios" or "checkboxes", from the options themselves; "radios" for an empty list."""
    kinds = {option["type"] for _, options, _ in optgroups for option in options}
    return "checkboxes" if "checkbox" in kinds else "radios"


@register.simple_tag
def error_links(form: BaseForm) -> list[tuple[str, str]]:
    """`{% error_links form as errors %}`: (sentence, address of its control) for the error summary."""
    return forms.error_links(form)


@register.filter
def page_numbers(page: Page[Any]) -> list[int | None]:
    """The numbers to offer: first, last, this one and its neighbours; None where some are left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@register.simple_tag
def mark(name: str, *, pdf: bool = False) -> SafeString:
    """`{% mark "off-target" %}`: the mark alone; print its word beside it. `pdf=True` in a PDF's template."""
    return marks.background(name) if pdf else marks.inline(name)
