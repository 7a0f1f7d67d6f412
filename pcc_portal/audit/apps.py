from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "pcc_portal.audit"
    label = "audit"
