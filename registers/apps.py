"""The registers room as Django knows it."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Challenges, risks, actions, case audits and meetings."""

    name = "registers"
    verbose_name = "Registers"
