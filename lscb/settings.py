"""Settings, from the environment alone. `docs/operations.md` lists every name read here."""

import os
import secrets
from datetime import date
from pathlib import Path

import dj_database_url
import pghistory
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

from lscb import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
EMBEDDED = os.environ.get("LSCB_EMBEDDED") == "1"
DEBUG = os.environ.get("LSCB_DEBUG") == "1"
#: Where files the portal keeps (returns, printed reports) and its own state live.
VAR_DIR = Path(os.environ.get("LSCB_VAR", BASE_DIR / "var")).resolve()


def _address(name: str, embedded_value: str) -> str:
    """The address in the environment variable `name`, or the embedded service's; else stop with one sentence."""
    given = os.environ.get(name)
    if given:
        return given
    if not EMBEDDED:
        raise ImproperlyConfigured(
            f"Set {name}, or LSCB_EMBEDDED=1 to use the embedded services of `make demo`."
        )
    running = embedded.addresses(VAR_DIR / "embedded")
    if running is None:
        raise ImproperlyConfigured("The embedded services are not running: start them with `make demo`.")
    return str(getattr(running, embedded_value))


def _secret_key() -> str:
    """The secret in the environment; in the embedded demo one made once and kept beside the data."""
    given = os.environ.get("LSCB_SECRET_KEY")
    if given:
        return given
    if not EMBEDDED:
        raise ImproperlyConfigured("Set LSCB_SECRET_KEY to a long random text.")
    kept = VAR_DIR / "secret-key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(50))
        kept.chmod(0o600)
    return kept.read_text()


def _fixed_today() -> date | None:
    """The demo's fixed day. Refused outside the embedded demo: a real board must live in real time."""
    given = os.environ.get("LSCB_TODAY")
    if not given:
        return None
    if not EMBEDDED:
        raise ImproperlyConfigured(
            "LSCB_TODAY fixes the clock and is obeyed only with LSCB_EMBEDDED=1: unset it."
        )
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ImproperlyConfigured(f"LSCB_TODAY is “{given}”: write a date such as 2018-05-21.") from None


SECRET_KEY = _secret_key()
FIXED_TODAY = _fixed_today()
ALLOWED_HOSTS = os.environ.get("LSCB_HOSTS", "localhost,127.0.0.1").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("LSCB_ORIGINS", "").split(",") if origin]
#: The address printed in mail.
PUBLIC_URL = os.environ.get("LSCB_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "axes",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "lscb",
    "design",
    "agencies",
    "scorecard",
    "registers",
    "training",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "lscb.gate.refuse_nul",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lscb.gate.keep_no_copy",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lscb.urls"
WSGI_APPLICATION = "lscb.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lscb.home.page_frame",
            ],
            "builtins": ["design.templatetags.design_tags"],
        },
    }
]
FORM_RENDERER = "design.forms.GovukRenderer"

DATABASES = {
    "default": {
        **dj_database_url.parse(
            _address("DATABASE_URL", "database_url"), conn_max_age=60, conn_health_checks=True
        ),
        "ATOMIC_REQUESTS": False,
    }
}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured(
        "DATABASE_URL must name a PostgreSQL database: the portal speaks no other dialect."
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agencies.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "agencies:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "agencies:sign-in"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (EMBEDDED or DEBUG)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("LSCB_BEHIND_TLS_PROXY") == "1" else None
)
SECURE_HSTS_SECONDS = 0 if EMBEDDED or DEBUG else 31_536_000
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
AXES_FAILURE_LIMIT = 8
#: What the sign-in form calls the email address; left to itself axes looks for “email” and counts nobody's failures.
AXES_USERNAME_FORM_FIELD = "username"
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "agencies/locked.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_RESET_ON_SUCCESS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_ADMIN_ALL_EVENTS = False

REST_FRAMEWORK = {
    # Nobody and nothing: each address says itself who may call it, and one that forgets is shut.
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "var" / "static-built", BASE_DIR / "design" / "static"]
WHITENOISE_USE_FINDERS = EMBEDDED or DEBUG
MEDIA_ROOT = VAR_DIR / "files"
#: Where what agencies send waits until it is screened. Backups leave it out.
QUARANTINE_ROOT = Path(os.environ.get("LSCB_QUARANTINE", VAR_DIR / "quarantine")).resolve()
#: Scheduled imports look into folders under this one, and nowhere else.
INBOX_ROOT = Path(os.environ.get("LSCB_INBOX", VAR_DIR / "inbox")).resolve()
#: The kinds of distant store a feed may name, and the hosts (or buckets): none unless it is told of them.
FEED_PROTOCOLS = frozenset({"sftp", "https", "s3"})
FEED_HOSTS = [name for name in os.environ.get("LSCB_FEED_HOSTS", "").split(",") if name]
#: One JSON file a secret, named in the database by the file's name alone; and the keys of known SFTP servers.
FEED_SECRETS_DIR = Path(os.environ.get("LSCB_FEED_KEYS", VAR_DIR / "feed-keys")).resolve()
FEED_KNOWN_HOSTS = FEED_SECRETS_DIR / "known_hosts"
#: Where clamd answers: a socket's path or host:port. Unset, files sent as evidence are not scanned for viruses.
CLAMAV = os.environ.get("LSCB_CLAMAV", "")
#: Under which licence the figures of published reports may be used again; empty: nothing is said.
OPEN_DATA_LICENCE = os.environ.get(
    "LSCB_OPEN_DATA_LICENCE",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if EMBEDDED or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

EMAIL_BACKEND = os.environ.get(
    "LSCB_EMAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend"
    if EMBEDDED
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = os.environ.get("LSCB_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("LSCB_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("LSCB_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LSCB_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("LSCB_EMAIL_TLS") == "1"
#: Seconds a mail server may take over one answer: one that hangs must not hold the worker.
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("LSCB_EMAIL_FROM", "portal@localhost")

REDIS_URL = _address("REDIS_URL", "redis_url")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
#: How often, in seconds, folders are looked into and unfinished work is taken up again.
SWEEP_SECONDS = float(os.environ.get("LSCB_SWEEP_SECONDS", "60"))
CELERY_BEAT_SCHEDULE = {
    "collect-feeds": {"task": "scorecard.tasks.collect_feeds", "schedule": SWEEP_SECONDS},
    "take-up-imports": {"task": "scorecard.tasks.take_up_unfinished", "schedule": SWEEP_SECONDS},
    "take-up-reports": {"task": "reports.tasks.take_up_unfinished", "schedule": SWEEP_SECONDS},
    # Again and again in the morning: a worker that was away at six is back at seven.
    "build-packs": {"task": "reports.tasks.build_packs", "schedule": crontab(minute=15, hour="6-9")},
    "scan-evidence": {"task": "registers.tasks.scan_waiting_evidence", "schedule": SWEEP_SECONDS},
    "send-mail": {"task": "agencies.tasks.send_waiting_mail", "schedule": min(SWEEP_SECONDS, 20.0)},
    "clear-quarantine": {"task": "scorecard.tasks.clear_quarantine", "schedule": crontab(minute=20)},
    # In working hours, again and again: a broker or worker that was away at eight is back at nine.
    "chase": {
        "task": "lscb.tasks.chase",
        "schedule": crontab(minute="0,30", hour="8-17", day_of_week="mon-fri"),
        "options": {"expires": 1500},
    },
    # Often: what is asked at the end is asked the same day.
    "ask-evaluations": {
        "task": "training.tasks.ask_evaluations",
        "schedule": crontab(minute=10, hour="7-19"),
    },
    "tell-refreshers": {"task": "training.tasks.tell_refreshers", "schedule": crontab(hour=7, minute=30)},
    "clear-old-links": {"task": "agencies.tasks.clear_old_links", "schedule": crontab(hour=3, minute=40)},
    "hand-down-records": {
        "task": "registers.tasks.hand_down_records",
        "schedule": crontab(hour=4, minute=30),
    },
    # Every hour of the day, so that a worker that was away is back for it; what was done is not done again.
    "look-after-sessions": {
        "task": "training.tasks.look_after_sessions",
        "schedule": crontab(minute=10, hour="7-17"),
        "options": {"expires": 1500},
    },
    "hand-down-training": {
        "task": "training.tasks.hand_down_training",
        "schedule": crontab(hour=4, minute=40),
    },
    "clear-intakes": {"task": "training.tasks.clear_intakes", "schedule": crontab(hour=3, minute=30)},
    "forget-old-names": {
        "task": "training.tasks.forget_old_names",
        "schedule": crontab(hour=2, minute=50),
    },
    "open-returns": {"task": "scorecard.tasks.open_returns", "schedule": crontab(hour=5, minute=0)},
}
for _sweep in CELERY_BEAT_SCHEDULE.values():
    if isinstance(_sweep["schedule"], float):  # one that no worker got to before the next is asked for lapses
        _sweep["options"] = {"expires": _sweep["schedule"]}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LSCB_LOG_LEVEL", "WARNING")},
}
