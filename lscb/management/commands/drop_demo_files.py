"""`python manage.py drop_demo_files`: the demo agencies send their files, as real ones would: into their inboxes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lscb.demo import files
from scorecard.actions.feeds import folder_of
from scorecard.models import Feed


class Command(BaseCommand):
    """Put every file of the demo into its agency's inbox; those already there are left alone."""

    help = "Put the demo agencies' files into their inbox folders, for the scheduled import to find."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write what is missing, each file whole or not at all. Says how many it wrote."""
        feeds = Feed.objects.filter(board__code="demo", active=True).select_related("agency")
        folders = {feed.agency.code: folder_of(feed) for feed in feeds}
        written = there = 0
        for agency, name, _, _, data in files.contents():
            if agency not in folders:
                raise CommandError(f"The agency {agency} has no feed: run load_demo first.")
            path = folders[agency] / name
            if path.exists() and path.read_bytes() == data:
                there += 1
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".{name}.part")  # a name the import passes over
            draft.write_bytes(data)
            draft.replace(path)
            written += 1
        self.stdout.write(f"{written} files dropped, {there} were there already.")
