from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "pcc_portal.meetings"
    label = "meetings"
