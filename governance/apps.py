"""The Board's app: its checks, what of it is owed, and the page on which its minutes are written."""

from importlib import import_module

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        """Its checks are known to the proof-reader from the start, and what of it the force owes; the minutes of its meetings
        are written on its own page, and proof-read as the record that they are."""
        import_module("governance.proofing")
        import_module("governance.queries.owed_sources")
        from governance.views import minutes as board
        from governance.views import minutes_proof as proof
        from pcc_portal.meetings.states import Regime
        from pcc_portal.meetings.views import minutes, minutes_proof

        minutes.PAGES[Regime.SIO] = board.shown
        minutes_proof.READERS[Regime.SIO] = proof.drafts
