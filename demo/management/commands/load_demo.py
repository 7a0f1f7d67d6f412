"""Load the invented county, its people, papers and packs. Loaded already, it does nothing."""

import os
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from pcc_portal.accounts.models import User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="load as if on this day (YYYY-MM-DD)")
        parser.add_argument("--thin", action="store_true", help="without the five years of history")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO or settings.TESTING):
            raise CommandError("The demonstration is loaded with DEMO=1 only.")
        if User.objects.filter(email="clerk@demo.example").exists():
            self.stdout.write("The demonstration is loaded already.")
            return
        # Here and not above: it brings the drawing of charts with it, and a second start has no use for that.
        from demo.loading import everything
        from demo.loading.calendar import at

        now = at(options["on"], 9, 0) if options["on"] else timezone.now()
        everything.load(
            now=now, say=self.say, thin=options["thin"] or os.environ.get("PORTAL_DEMO_THIN") == "1"
        )

    def say(self, words: str) -> None:
        self.stdout.write(f"  {words}")
        self.stdout.flush()
