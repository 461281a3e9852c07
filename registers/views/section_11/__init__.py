"""Pages of Section 11: cycles and what came of them, organisations, people, standards, words, moderation, survey."""

from django.urls import URLPattern

from registers.views.section_11 import (
    cycles,
    moderation,
    organisations,
    outcome,
    pages,
    panel,
    people,
    standards,
    surveys,
    wording,
)

ADDRESSES: list[URLPattern] = [
    *cycles.ADDRESSES,
    *organisations.ADDRESSES,
    *outcome.ADDRESSES,
    *people.ADDRESSES,
    *standards.ADDRESSES,
    *wording.ADDRESSES,
    *panel.ADDRESSES,
    *moderation.ADDRESSES,
    *surveys.ADDRESSES,
    *pages.ADDRESSES,
]
