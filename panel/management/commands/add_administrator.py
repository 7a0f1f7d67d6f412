"""Open the first account of a new portal: an administrator, who signs in by a code sent to this address and lets in everyone else."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from pcc_portal.accounts.actions import accounts, grants
from pcc_portal.accounts.actions.accounts import AddressTaken
from pcc_portal.accounts.models import Organisation, Person
from pcc_portal.accounts.roles import Role


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("given", help="first name")
        parser.add_argument("family", help="surname")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        person = Person(given=options["given"], family=options["family"])
        try:
            user = accounts.add(options["email"], person=person, by=None, at=now)
        except AddressTaken as refusal:
            raise CommandError(str(refusal)) from None
        host = Organisation.objects.get(slug="host-council")
        grants.give(
            user,
            role=Role.ADMINISTRATOR,
            organisation=host,
            from_on=timezone.localdate(now),
            by=None,
            at=now,
            reason="set-up",
        )
        self.stdout.write(f"{user.email} can sign in by code and give roles at /people/.")
