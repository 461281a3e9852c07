"""The reports room as Django knows it."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What the board prints."""

    name = "reports"
