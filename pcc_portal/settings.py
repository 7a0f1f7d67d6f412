"""Settings, all from the environment. Names of offices, bodies and holders are data in the portal, not here."""

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent


def secret(name: str, default: str = "") -> str:
    """A value from NAME, or from the file named by NAME_FILE (container secrets)."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


TESTING = "pytest" in sys.modules
DEMO = os.environ.get("DEMO") == "1"
DEBUG = False
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

SECRET_KEY = secret("SECRET_KEY") or (
    "demo-only-key-that-guards-invented-people-and-nothing-else-at-all" if DEMO or TESTING else ""
)
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set SECRET_KEY (50 or more random characters). Only DEMO=1 starts without it."
    )
ALLOWED_HOSTS = [h for h in os.environ.get("ALLOWED_HOSTS", "").split(",") if h] or (
    LOOPBACK if DEMO or TESTING else []
)
if DEMO and not set(ALLOWED_HOSTS) <= set(LOOPBACK):
    raise ImproperlyConfigured(
        "DEMO=1 opens the demo accounts, so it answers on loopback only: leave ALLOWED_HOSTS empty."
    )

# Where the embedded services, files and collected static files live.
DATA_DIR = Path(os.environ.get("PORTAL_DATA", BASE_DIR / ".demo")).resolve()

INSTALLED_APPS = [
    *(["demo"] if DEMO or TESTING else []),
    "panel",
    "governance",
    "pcc_portal.meetings",
    "pcc_portal.writing",
    "pcc_portal.documents",
    "pcc_portal.notices",
    "pcc_portal.jobs",
    "pcc_portal.accounts",
    "pcc_portal.audit",
    "pcc_portal.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_prose_editor",
    "js_asset",
    "pghistory",
    "pgtrigger",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First: a peer from elsewhere gets nothing from the demonstration, not even a style sheet.
    *(["demo.middleware.LoopbackOnly"] if DEMO else []),
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pcc_portal.web.packing.Gzip",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pcc_portal.accounts.middleware.Sessions",
    "pcc_portal.accounts.middleware.Rights",
    "pcc_portal.accounts.middleware.SecondStep",
    # Last on purpose: set anywhere earlier, the database role would not cover the rendering of templates.
    "pcc_portal.web.middleware.PublicRole",
]

ROOT_URLCONF = "pcc_portal.urls"
WSGI_APPLICATION = "pcc_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pcc_portal.accounts.context.office",
            ],
            "builtins": ["pcc_portal.web.templatetags.words"],
        },
    }
]
FORM_RENDERER = "pcc_portal.web.forms.Renderer"

DATABASES = {
    "default": {
        **dj_database_url.parse(os.environ.get("DATABASE_URL", "postgres://portal@%2Fnonexistent/portal")),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 12, "timeout": 10}} if not TESTING else {},
        # One answer of the server before a request uses a connection: after its restart nobody gets one that is dead.
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
# The role of visitors without a session: it may read what is released, and nothing else.
PUBLIC_DB_ROLE = "portal_public"

# Sessions, cache and sign-in rate limits live in Postgres: signing in works on when Redis is down.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # Above this many, old rows are thrown out: Django's 300 would let a flood of tries wash their own count away.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if not (DEMO or TESTING):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
CSRF_FAILURE_VIEW = "pcc_portal.web.views.stale_form"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],  # /panel/sw.js, for members who keep papers on their device
    "form-action": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

from pcc_portal.accounts.settings import *  # noqa: E402, F403  all of signing in

OIDC_CLIENT_SECRET = secret("OIDC_CLIENT_SECRET")

# Words, dates, places
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True
PUBLIC_BASE_URL = os.environ.get("PUBLIC_BASE_URL", "http://127.0.0.1:8000").rstrip("/")

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]


def storage(url: str, default: Path) -> dict[str, object]:
    """A storage from its address: s3://bucket/prefix in production, a folder otherwise."""
    if url.startswith("s3://"):
        parts = urlsplit(url)
        options = {
            "bucket_name": parts.netloc,
            "location": parts.path.strip("/"),
            "querystring_auth": True,
            "default_acl": None,
        }
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    folder = Path(url.removeprefix("file://")) if url else default
    return {
        "BACKEND": "pcc_portal.documents.folders.Folder",
        "OPTIONS": {"location": str(folder), "base_url": None},
    }


STORAGES = {
    # Originals and everything unreleased. Nothing here has an address: a view checks the right each time.
    "default": storage(os.environ.get("STORAGE_URL", ""), DATA_DIR / "private"),
    # Bytes of live releases, and nothing else.
    "public": storage(os.environ.get("PUBLIC_STORAGE_URL", ""), DATA_DIR / "public"),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
UPLOAD_MAX_BYTES = int(os.environ.get("UPLOAD_MAX_BYTES", "104857600"))  # 100 MiB
UPLOAD_MAX_PAGES = int(os.environ.get("UPLOAD_MAX_PAGES", "2000"))
UPLOAD_WORD_SECONDS = float(os.environ.get("UPLOAD_WORD_SECONDS", "60"))  # to read one Word file, at the most
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10  # no page takes more than one; each may fill the disk up to its most
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "pcc_portal.web.uploads.CappedFileUploadHandler",
]
CLAMAV_URL = os.environ.get("CLAMAV_URL", "")
CLAMAV_SECONDS = float(os.environ.get("CLAMAV_SECONDS", "30"))  # for one file; then it counts as not scanned

_mail = urlsplit(os.environ.get("MAILER_URL", ""))
if TESTING:
    MAILERS: dict[str, dict[str, object]] = {
        "default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    }
elif _mail.scheme in {"smtp", "smtps"}:
    _smtp: dict[str, object] = {
        "host": _mail.hostname,
        "port": _mail.port or (465 if _mail.scheme == "smtps" else 587),
        "username": unquote(_mail.username or ""),
        "password": unquote(_mail.password or ""),
        "use_ssl": _mail.scheme == "smtps",
        "use_tls": _mail.scheme == "smtp",
        "timeout": 20,
    }
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": _smtp}}
else:
    _folder = {"file_path": str(DATA_DIR / "mail")}
    _to_files = "demo.mail.Outbox" if DEMO else "django.core.mail.backends.filebased.EmailBackend"
    MAILERS = {"default": {"BACKEND": _to_files, "OPTIONS": _folder}}
# Opens the address at which the mail service tells of mails that came back (notices/bounces/...); none without it.
BOUNCE_TOKEN = secret("BOUNCE_TOKEN")
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "portal@localhost")

# Jobs: the row in Postgres is the queue; these are the clocks of style.md 9, shortened in tests.
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:1/0")
# Tests ring nobody's doorbell; those that need one start a broker of their own.
CELERY_BROKER_URL = "redis://127.0.0.1:1/0" if TESTING else REDIS_URL
# A ring that finds no broker gives up at once (kombu would try for six seconds): the row waits for the sweep.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "socket_connect_timeout": 2,
    "socket_timeout": 3,  # one that takes the connection and says nothing is as good as away
    "max_retries": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker as long as it takes
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = "quick"
CELERY_TASK_TIME_LIMIT = 840
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"
JOBS_LEASE_SECONDS = float(os.environ.get("JOBS_LEASE_SECONDS", "20"))
JOBS_SWEEP_SECONDS = float(os.environ.get("JOBS_SWEEP_SECONDS", "10"))
JOBS_MAX_ATTEMPTS = 3
CELERY_BEAT_SCHEDULER = "pcc_portal.jobs.beat:Scheduler"
QUICK = {"queue": "quick"}
CELERY_BEAT_SCHEDULE = {
    "jobs.sweep": {"task": "jobs.sweep", "schedule": JOBS_SWEEP_SECONDS, "options": QUICK},
    "meetings.nightly": {
        "task": "meetings.nightly",
        "schedule": crontab(hour=0, minute=15),
        "options": QUICK,
    },
    "panel.nightly": {"task": "panel.nightly", "schedule": crontab(hour=0, minute=25), "options": QUICK},
    "meetings.remind": {"task": "meetings.remind", "schedule": crontab(hour=7, minute=30), "options": QUICK},
    "governance.remind": {"task": "governance.remind", "schedule": crontab(40, 7), "options": QUICK},
    "notices.try_again": {"task": "notices.try_again", "schedule": 300.0, "options": QUICK},
}
PDF_RENDER_WORKERS = int(os.environ.get("PDF_RENDER_WORKERS", "2"))
PDF_PART_SECONDS = float(os.environ.get("PDF_PART_SECONDS", "180"))

NO_KEYS = {"filters": ["without_keys"]}  # for those that name the address of a request
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_keys": {"()": "pcc_portal.web.logs.WithoutKeys"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": NO_KEYS, "django.security.csrf": NO_KEYS, "django.server": NO_KEYS},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SILENCED_SYSTEM_CHECKS: list[str] = []
