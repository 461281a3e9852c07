"""Evidence and its files."""

from django.urls import URLPattern

ADDRESSES: list[URLPattern] = []
