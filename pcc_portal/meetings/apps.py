from importlib import import_module

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "pcc_portal.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Its checks are known to the proof-reader from the start."""
        import_module("pcc_portal.meetings.importing.proofs")
