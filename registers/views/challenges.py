"""The challenge log."""

from django.urls import URLPattern

ADDRESSES: list[URLPattern] = []
