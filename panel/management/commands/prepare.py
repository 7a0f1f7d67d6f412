"""Make a database ready: tables, cache table, the visitors' role, the bodies and the statutory periods. Run after every upgrade; twice does no harm."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from panel.actions import clocks
from pcc_portal.documents import public_role
from pcc_portal.meetings.actions import bodies


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        public_role.ensure()
        bodies.ensure()
        clocks.ensure()
