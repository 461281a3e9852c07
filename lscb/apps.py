"""The roof as Django knows it."""

from django.apps import AppConfig


class RoofConfig(AppConfig):
    """Wires the rooms together once all are ready."""

    name = "lscb"

    def ready(self) -> None:
        """Let each room's source answer the sockets of `agencies.thread`, and tasks know their broker."""
        from lscb import celery, migrating, wiring

        migrating.spare_models()
        celery.app.set_default()  # else a web process that asks for a task asks a broker at localhost
        wiring.connect()
