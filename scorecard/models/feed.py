"""Scheduled imports: the folder an agency drops its files in, and which files were taken."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board
from scorecard.models.submission import Submission


@pghistory.track()
class Feed(models.Model):
    """A folder looked into on schedule. Its policy: wait for the agency lead, or release what has no error."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "agency": "official",
        "folder": "official",
        "policy": "official",
        "policy_set_at": "official",
        "policy_set_by": "personal",
        "policy_set_by_id": "personal",
        "active": "official",
        "last_looked_on": "official",
        "last_trouble": "official",
    }

    class Policy(models.TextChoices):
        """What happens with a file in which no error stands."""

        WAIT = "wait", "wait for the agency lead"
        RELEASE = "release", "release by itself when there is no error"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="feeds")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="feeds")
    folder = models.CharField(max_length=400)
    policy = models.CharField(max_length=10, choices=Policy, default=Policy.WAIT)
    policy_set_at = models.DateTimeField()
    #: In words, as the record names them; the id is who answers for releases this feed makes.
    policy_set_by = models.CharField(max_length=500)
    policy_set_by_id = models.BigIntegerField(null=True)
    active = models.BooleanField(default=True)
    last_looked_on = models.DateTimeField(null=True)
    last_trouble = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "agency", "folder"], condition=Q(active=True), name="one_feed_a_folder"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.folder}"


class FeedFile(models.Model):
    """A file taken from a feed: each (feed, path, hash) once."""

    sensitivity = {
        "id": "official",
        "feed": "official",
        "path": "official",
        "sha256": "official",
        "taken_on": "official",
        "submission": "official",
    }
    tracked = "never changed: written once when the file is taken"

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=400)
    sha256 = models.CharField(max_length=64)
    taken_on = models.DateTimeField()
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="feed_files")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "path", "sha256"], name="each_file_taken_once")
        ]

    def __str__(self) -> str:
        return self.path
