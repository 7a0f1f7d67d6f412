from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "pcc_portal.documents"
    label = "documents"
