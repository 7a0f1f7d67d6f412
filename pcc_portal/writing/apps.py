from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "pcc_portal.writing"
    label = "writing"
