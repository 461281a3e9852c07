"""Every process that rings for a worker rings at our broker."""

from celery import current_app
from django.conf import settings

from scorecard.tasks import collect_feeds


def test_a_task_asked_for_anywhere_goes_to_the_broker_of_the_settings() -> None:
    assert collect_feeds.app.conf.broker_url == settings.REDIS_URL
    assert current_app.conf.broker_url == settings.REDIS_URL


def test_each_scheduled_task_exists() -> None:
    from lscb.celery import app

    app.loader.import_default_modules()

    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_a_sweep_that_no_worker_got_to_lapses_when_the_next_is_asked_for() -> None:
    sweeps = [one for one in settings.CELERY_BEAT_SCHEDULE.values() if isinstance(one["schedule"], float)]

    assert len(sweeps) >= 4
    assert all(one["options"]["expires"] <= one["schedule"] for one in sweeps)
