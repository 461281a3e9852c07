"""What a board has set for its training, or the defaults."""

from training.models import TrainingSettings


def training_settings(board_id: int) -> TrainingSettings:
    """The board's settings; where it has set nothing, a row with the defaults that is not kept."""
    return TrainingSettings.objects.filter(board_id=board_id).first() or TrainingSettings(board_id=board_id)
