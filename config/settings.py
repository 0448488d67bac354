"""Settings: one file, read from the environment, safe by default (see .env.example)."""

import os

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy

from config.environment import ROOT, load_environment

load_environment()


def env(name, default=None):
    """Read one setting from the environment; fail at start-up, not at three in the morning."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} (see .env.example), or run script/setup.")
    return value


# Safety -----------------------------------------------------------------------
DEBUG = env("DEBUG", "no") == "yes"
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BASE_URL = env("BASE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # Tabler's icons in CSS, and the QR code of allauth
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
}
DEMO = env("DEMO", "no") == "yes"

# Rooms of the house -----------------------------------------------------------
FIRST_PARTY_APPS = [
    "foundation.audit",
    "foundation.jobs",
    "foundation.documents",
    "foundation.signing",
    "foundation.ballots",
    "members",
    "bloc",
    "campaigns",
    "conferences",
    "awards",
    "pledges",
]
INSTALLED_APPS = [
    *FIRST_PARTY_APPS,
    "config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_cotton",
    "django_htmx",
    "django_linear_migrations",
    "pghistory",
    "pgtrigger",
    "rules",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "foundation.middleware.vietnamese_unless_chosen",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "foundation.middleware.no_answer_is_empty",
    "foundation.middleware.looking_changes_nothing",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.house",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# Data -------------------------------------------------------------------------
OWNER = env("DATABASE_ROLE", "app") == "owner"
DATABASES = {
    "default": dj_database_url.parse(
        env("DATABASE_OWNER_URL" if OWNER else "DATABASE_URL"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
APP_ROLE = dj_database_url.parse(env("DATABASE_URL"))["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = env("MEDIA_ROOT", str(ROOT / "var" / "media"))
# keys of open boxes: beside the database, never in a backup (docs/secrecy.md)
BALLOT_KEYS = env("BALLOT_KEYS", str(ROOT / "var" / "ballot-keys"))
CACHES = {
    "default": {  # counts what is rate-limited; shared by all processes, and never the broker
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}
PGHISTORY_APPEND_ONLY = True
UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes
# what one board may bring as evidence in one year, all reports together
EVIDENCE_LIMIT = int(env("EVIDENCE_LIMIT_MB", "200")) * 1024 * 1024  # bytes
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# People -----------------------------------------------------------------------
AUTH_USER_MODEL = "members.Account"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "members.adapters.ByInvitation"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation has proved the address
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or factor is told to its owner
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("PROXIES", "0"))  # whose word on the address counts
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Khối thi đua"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Words and time ---------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale", ROOT / "locale" / "allauth"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
PACKAGES = ROOT / "node_modules"
STATICFILES_DIRS = [
    ROOT / "static",
    ("tabler", PACKAGES / "@tabler" / "core" / "dist"),
    ("icons", PACKAGES / "@tabler" / "icons-webfont" / "dist"),
    ("be-vietnam-pro", PACKAGES / "@fontsource" / "be-vietnam-pro"),
    ("htmx", PACKAGES / "htmx.org" / "dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MANIFEST_STRICT = False

# Signing ----------------------------------------------------------------------
KEY_FILE_SIGNING = env("KEY_FILE_SIGNING", "no") == "yes"
TSA_URL = env("TSA_URL", "")
REMOTE_SIGNING_URL = env("REMOTE_SIGNING_URL", "")
REMOTE_SIGNING_TOKEN = env("REMOTE_SIGNING_TOKEN", "")
AGENT_URL = env("AGENT_URL", "")  # where a token agent listens on the signer's own machine

# Jobs and mail ----------------------------------------------------------------
REDIS_URL = env("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace(
    "?db=", "?virtual_host="
)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 2}
CELERY_TIMEZONE = TIME_ZONE
JOBS_SWEEP_SECONDS = int(env("JOBS_SWEEP_SECONDS", "60"))
JOBS_CLAIM_SECONDS = int(env("JOBS_CLAIM_SECONDS", "300"))  # then the worker is taken for dead
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "Khối thi đua <khoithidua@localhost>")
if env("MAIL_URL", ""):
    EMAIL_HOST, _, EMAIL_PORT = env("MAIL_URL").removeprefix("smtp://").partition(":")
    EMAIL_PORT = int(EMAIL_PORT or 25)
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(ROOT / "var" / "mail")
