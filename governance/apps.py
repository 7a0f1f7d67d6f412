"""The Board's app: its checks, and the page on which its minutes are written."""

from importlib import import_module

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        """Its checks are known to the proof-reader from the start; the minutes of its meetings are written on its own page."""
        import_module("governance.proofing")
        from governance.views import minutes as board
        from pcc_portal.meetings.states import Regime
        from pcc_portal.meetings.views import minutes

        minutes.PAGES[Regime.SIO] = board.shown
