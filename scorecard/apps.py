"""The scorecard room as Django knows it."""

from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    """Indicators, returns and figures."""

    name = "scorecard"
