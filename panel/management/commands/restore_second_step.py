"""Take away the second step of an account whose owner lost it, where no second person is left to agree in the portal: the last administrator's, say."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from panel.actions import restorings
from pcc_portal.accounts.models import User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError("Nobody has an account under this address.")
        restorings.by_hand(user, at=timezone.now())
        self.stdout.write(
            f"{user.email} sets up a new second step at the next sign-in, and was told by e-mail."
        )
