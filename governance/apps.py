from importlib import import_module

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        """Its checks are known to the proof-reader from the start."""
        import_module("governance.proofing")
