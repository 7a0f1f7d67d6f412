from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "pcc_portal.web"
    label = "web"
