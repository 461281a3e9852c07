"""How a board's registers work."""

from django.urls import URLPattern

ADDRESSES: list[URLPattern] = []
