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
        "source": "official",
        "secret": "official",
        "schedule": "official",
        "schedule_set_at": "official",
        "schedule_set_by": "official",
        "next_run_on": "official",
        "failures": "official",
        "paused": "official",
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
    #: Where the folder is, as fsspec writes it ("sftp://host/path"); empty for the portal's own inbox.
    source = models.CharField(max_length=500, blank=True)
    #: The name of the secret that opens it, never the secret.
    secret = models.CharField(max_length=100, blank=True)
    #: "every 15 minutes", "daily 06:30" or "weekly mon 06:30", by the clock on the wall.
    schedule = models.CharField(max_length=40, default="every 1 minutes")
    schedule_set_at = models.DateTimeField(null=True)
    schedule_set_by = models.CharField(max_length=500, blank=True)
    next_run_on = models.DateTimeField(null=True)
    #: Looks in a row that failed; each doubles the wait.
    failures = models.PositiveSmallIntegerField(default=0)
    paused = models.BooleanField(default=False)

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
        "stamp": "official",
    }
    tracked = "written once when the file is taken; only the stamp follows when a store says another of it"

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=400)
    sha256 = models.CharField(max_length=64)
    taken_on = models.DateTimeField()
    #: As in `FeedTrouble`, of a distant store's file: it need not be fetched again to know it.
    stamp = models.CharField(max_length=200, blank=True)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="feed_files")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "path", "sha256"], name="each_file_taken_once")
        ]

    def __str__(self) -> str:
        return self.path


class FeedRun(models.Model):
    """One look into a feed's folder: when, at whose word, what came of it."""

    sensitivity = {
        "id": "official",
        "feed": "official",
        "began_on": "official",
        "ended_on": "official",
        "outcome": "official",
        "words": "official",
        "asked_by": "official",
        "dry": "official",
        "seen": "official",
        "taken": "official",
    }
    tracked = "is itself a record: written when a look begins, and once more when it ends"

    class Outcome(models.TextChoices):
        """What came of it."""

        RUNNING = "running", "running"
        NOTHING = "nothing", "nothing new"
        TOOK = "took", "took files"
        TROUBLE = "trouble", "trouble"

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="runs")
    began_on = models.DateTimeField()
    ended_on = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.RUNNING)
    words = models.TextField(blank=True)
    asked_by = models.CharField(max_length=500)
    #: A look that took nothing and only said what it would take.
    dry = models.BooleanField(default=False)
    seen = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.feed}, {self.began_on}"


class FeedTrouble(models.Model):
    """A file not taken yet: seen once (no tries), failed and tried again later, or set aside in the end."""

    sensitivity = {
        "id": "official",
        "feed": "official",
        "path": "official",
        "stamp": "official",
        "tries": "official",
        "last_error": "official",
        "next_try_on": "official",
        "gave_up_on": "official",
    }
    tracked = "a counter of tries; each give-up is in the record"

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="troubles")
    path = models.CharField(max_length=400)
    #: Size and time of last change, as the store gives them: another stamp is another file.
    stamp = models.CharField(max_length=200)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    next_try_on = models.DateTimeField()
    gave_up_on = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "path", "stamp"], name="one_trouble_a_file")]

    def __str__(self) -> str:
        return self.path
