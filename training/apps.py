"""The training room as Django knows it."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Reviews and their lessons, courses and sessions, learners, bookings and evaluations."""

    name = "training"
    verbose_name = "Training"
