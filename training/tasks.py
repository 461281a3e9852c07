"""Celery's way into the training room: what is done every day and every night, and asked when it is time."""

from celery import shared_task

from training.actions import evaluations, handing_down, intake, personal, refreshers, rounds


@shared_task
def look_after_sessions() -> int:
    """Release unused shares, then remind those who have a place; how many letters were written."""
    rounds.release_shares()
    return rounds.remind()


@shared_task
def hand_down_training() -> int:
    """Count the quarters kept here from the training records, for the scorecard; nightly."""
    return handing_down.hand_down_training()


@shared_task
def clear_intakes() -> int:
    """Throw away files of attendance that nobody decided on for a week; nightly."""
    return intake.clear_old()


@shared_task
def ask_evaluations() -> int:
    """Ask everybody who came, or is about to, what it is time to ask."""
    return evaluations.ask_due()


@shared_task
def tell_refreshers() -> int:
    """Write to everybody whose refresher is due in some weeks; daily."""
    return refreshers.tell_due()


@shared_task
def forget_old_names() -> int:
    """Erase who was kept as long as the board has set, and empty what they wrote; how many people were erased."""
    return personal.forget_old()
