from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "pcc_portal.notices"
    label = "notices"
