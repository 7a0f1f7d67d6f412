"""How allauth behaves here: nobody signs up alone, and its mails go through the mail desk."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the people who give roles."""
        return False
