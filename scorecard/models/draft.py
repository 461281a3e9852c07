"""What an agency has typed into the web form and not sent yet."""

from django.db import models

from agencies.models import Person
from scorecard.models.returns import Return


class Draft(models.Model):
    """The boxes of one return's form as last saved: text by the box's name. Gone once it is sent."""

    sensitivity = {
        "id": "official",
        "owed": "official",
        "boxes": "official",
        "saved_at": "official",
        "saved_by": "personal",
    }
    tracked = "saved every few seconds while somebody types; what is sent of it becomes a submission"

    owed = models.OneToOneField(Return, on_delete=models.CASCADE, related_name="draft")
    boxes = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Draft of {self.owed}"
