"""allauth's addresses, only those that are used, under allauth's names; and a person's own account."""

from allauth.account import views
from django.urls import include, path
from django.views.decorators.cache import never_cache

from pcc_portal.accounts.views import account, signing, work

own = [
    path("", account.account, name="account"),
    path("second-step/", account.second_step, name="second-step"),
    path("sessions/end/", account.end_other_sessions, name="sessions-end"),
    path("sessions/<uuid:handle>/end/", account.end_session, name="session-end"),
    path("single/link/", account.link_work, name="work-link"),
    path("single/unlink/", account.unlink_work, name="work-unlink"),
    path("devices/<int:pk>/forget/", account.forget_device, name="device-forget"),
]
urlpatterns = [
    path("", include((own, "accounts"))),
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("login/code/", views.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("login/passkey/", signing.sign_in_with_passkey, name="mfa_login_webauthn"),
    path("login/second-step/", signing.authenticate, name="mfa_authenticate"),
    path("single/", work.begin, name="account_work"),
    path("single/answer/", work.answer, name="account_work_answer"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("again/", never_cache(signing.again_by_password), name="account_reauthenticate"),
    path("again/code/", never_cache(signing.again_by_code), name="mfa_reauthenticate"),
    path("again/passkey/", never_cache(signing.again_by_passkey), name="mfa_reauthenticate_webauthn"),
    path("app/add/", never_cache(signing.activate_app), name="mfa_activate_totp"),
    path("app/remove/", never_cache(signing.deactivate_app), name="mfa_deactivate_totp"),
    path("passkeys/add/", never_cache(signing.add_passkey), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", never_cache(signing.remove_passkey), name="mfa_remove_webauthn"),
    path("codes/", never_cache(signing.view_codes), name="mfa_view_recovery_codes"),
    path("codes/new/", never_cache(signing.make_codes), name="mfa_generate_recovery_codes"),
]
