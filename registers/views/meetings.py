"""Meetings and case audits."""

from django.urls import URLPattern

ADDRESSES: list[URLPattern] = []
