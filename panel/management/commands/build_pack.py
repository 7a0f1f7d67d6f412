"""Build a pack now, in this process, through the same code as the worker."""

import json
import time
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pcc_portal.documents import stores
from pcc_portal.meetings.actions import packs, volumes
from pcc_portal.meetings.models import Meeting, Pack
from pcc_portal.meetings.states import Part


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", help="pcp-2026-09-17")
        parser.add_argument("--audience", choices=["public", "member"], default="public")
        parser.add_argument("--out", required=True, type=Path)
        parser.add_argument("--json", action="store_true", help="the default: stdout is the JSON alone")

    def handle(self, *args: Any, **options: Any) -> None:
        meeting = Meeting.objects.select_related("body").filter(ref=options["ref"]).first()
        if meeting is None:
            raise CommandError(f"There is no meeting {options['ref']}.")
        started = time.monotonic()
        at = timezone.now()
        if meeting.is_issued and meeting.leaves.exists():
            self.stdout.write(json.dumps(self._as_issued(meeting, options, at=at, started=started)))
            return
        built = packs.lay_out(meeting, at=at)
        pack = packs.keep(built, meeting, draft=not meeting.is_issued, job=None, at=at)
        public = options["audience"] == "public"
        options["out"].write_bytes(stores.get(pack.public_key if public else pack.members_key))
        self.stdout.write(json.dumps(self._said(pack, public=public, seconds=time.monotonic() - started)))

    @staticmethod
    def _as_issued(
        meeting: Meeting, options: dict[str, Any], *, at: datetime, started: float
    ) -> dict[str, Any]:
        """What is out is merged from the leaves that were kept: supplements behind it, and nothing laid out again."""
        shelf = volumes.shelf_of(meeting)
        edition = volumes.merged(shelf, at=at)
        public = options["audience"] == "public"
        options["out"].write_bytes(edition.public if public else edition.members)
        ranges = shelf.ranges(Part.OPEN if public else None)
        titled = {leaf.key: leaf.title for leaf in shelf.leaves if leaf.paper_id and leaf.title}
        return {
            "pages": shelf.sides(Part.OPEN) + (0 if public else shelf.sides(Part.EXEMPT)),
            "parts": [
                {"title": titled[key], "first": first, "last": last, "cached": True}
                for key, (first, last) in ranges.items()
            ],
            "seconds": round(time.monotonic() - started, 2),
        }

    @staticmethod
    def _said(pack: Pack, *, public: bool, seconds: float) -> dict[str, Any]:
        parts = [part for part in pack.parts if not public or not part["first"].startswith("E")]
        return {
            "pages": pack.public_pages if public else pack.public_pages + pack.exempt_pages,
            "parts": [{key: part[key] for key in ("title", "first", "last", "cached")} for part in parts],
            "seconds": round(seconds, 2),
        }
