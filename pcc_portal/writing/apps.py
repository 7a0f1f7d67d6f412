from importlib import import_module

from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "pcc_portal.writing"
    label = "writing"

    def ready(self) -> None:
        """Its checks are known to the proof-reader from the start."""
        import_module("pcc_portal.writing.proofing.checks")
