from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pcc_portal.accounts"
    label = "accounts"
