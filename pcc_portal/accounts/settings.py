"""Settings of signing in, sessions and the second step; pcc_portal.settings takes all of them in."""

import os
import sys
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured

# The demonstration and the tests sign in without a second step, and over plain http on this machine.
_HERE_ONLY = os.environ.get("DEMO") == "1" or "pytest" in sys.modules

SESSION_ENGINE = "pcc_portal.accounts.sessions"
# A session ends after two hours without a page asked for, and after twelve whatever is asked for (docs/signing-in.md),
# but never while its owner's meeting is live. The cookie itself goes with the browser.
SESSION_COOKIE_AGE = int(os.environ.get("SESSION_IDLE_SECONDS", "7200"))
SESSION_ABSOLUTE_SECONDS = int(os.environ.get("SESSION_ABSOLUTE_SECONDS", "43200"))
SESSION_TOUCH_SECONDS = 300
SESSION_KEPT_BY = "pcc_portal.meetings.rules.live_until"
MEETING_LIVE_BEFORE, MEETING_LIVE_AFTER = timedelta(minutes=30), timedelta(hours=6)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
ACCOUNT_ADAPTER = "pcc_portal.notices.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address we do not know; the page says the same to both
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever changes what protects an account, its owner hears of it
# By account and peer first, then by peer: one person's slips, or an attack on them, shut out nobody else behind the same
# address (a council's whole network has one). The counts are rows in Postgres.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key,30/m/ip",
    "request_login_code": "3/m/key,20/m/ip",
    "code_mails": "30/h/key",
    "second_step": "20/d/key",
}
ACCOUNT_FORMS = {"request_login_code": "pcc_portal.accounts.forms.AskForCode"}
# Proxies in front that set X-Forwarded-For: without this the proxy would be everybody's peer.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0" if _HERE_ONLY else "1"))

# The second step (docs/signing-in.md): staff and members must have one. The demonstration offers it.
SECOND_FACTOR_REQUIRED = not _HERE_ONLY
MFA_ADAPTER = "pcc_portal.accounts.adapters.SecondSteps"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "pcc_portal.accounts.forms.Authenticate",
    "reauthenticate": "pcc_portal.accounts.forms.Reauthenticate",
    "activate_totp": "pcc_portal.accounts.forms.ActivateApp",
    "add_webauthn": "pcc_portal.accounts.forms.AddPasskey",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
RESTORING_LAPSES_AFTER = timedelta(days=1)  # an identity checked longer ago stands for nothing
REMEMBER_DEVICE_FOR = timedelta(days=30)
REMEMBER_COOKIE_NAME = "remembered" if _HERE_ONLY else "__Host-remembered"

# Single sign-on with the organisation's own service (Entra ID and others), where one is named.
OIDC_ISSUER = os.environ.get("OIDC_ISSUER", "")
OIDC_CLIENT_ID = os.environ.get("OIDC_CLIENT_ID", "")
OIDC_NAME = os.environ.get("OIDC_NAME", "work account")
# Its word that a second step was taken ("amr" holds "mfa") counts as ours.
OIDC_TRUST_MFA = os.environ.get("OIDC_TRUST_MFA") == "1"
if OIDC_ISSUER and not OIDC_ISSUER.startswith("https://"):
    raise ImproperlyConfigured("OIDC_ISSUER must be an https address: what it says opens accounts.")
