"""The challenge log, one challenge, and a page for each thing done to it."""

from django.urls import URLPattern

from registers.views.challenges import log, raising, record, replies, steps

ADDRESSES: list[URLPattern] = [
    *log.ADDRESSES,
    *raising.ADDRESSES,
    *record.ADDRESSES,
    *replies.ADDRESSES,
    *steps.ADDRESSES,
]
