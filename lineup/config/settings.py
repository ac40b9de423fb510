"""Django's settings: what an operator decides is in environment.py, the rest is decided here."""

from pathlib import Path

import django

from lineup.config import cache, database, environment, files, logs, mail, security

ENVIRONMENT = environment.read_or_exit()
ROOT = environment.ROOT
VAR = ENVIRONMENT.var

SECRET_KEY = environment.secret_key(ENVIRONMENT)
SECRET_KEY_FALLBACKS = ENVIRONMENT.secret_key_before
DEBUG = ENVIRONMENT.debug
DEMO = ENVIRONMENT.demo
BASE_URL = ENVIRONMENT.address
BIN_DAYS = ENVIRONMENT.bin_days
VIDEO_MEGABYTES = ENVIRONMENT.video_megabytes
ORIGINS_KEPT_DAYS = ENVIRONMENT.origins_kept_days
NOTICES_KEPT_DAYS = ENVIRONMENT.notices_kept_days
GUESTS_KEPT_DAYS = ENVIRONMENT.guests_kept_days
ALLOWED_HOSTS = ENVIRONMENT.hosts
ROOT_URLCONF = "lineup.config.urls"
WSGI_APPLICATION = "lineup.config.wsgi.application"

INSTALLED_APPS = [
    "lineup.config",
    "lineup.interfaces.web",
    "lineup.interfaces.api",
    "lineup.interfaces.mail",
    "lineup.interfaces.jobs",
    "lineup.interfaces.command",
    "lineup.domains.events",
    "lineup.domains.courses",
    "lineup.domains.onsite",
    "lineup.domains.racing",
    "lineup.domains.guilds",
    "lineup.core.people",
    "lineup.core.clubs",
    "lineup.core.flags",
    "lineup.core.carrying",
    "lineup.core.audit",
    "lineup.core.outbox",
    "lineup.core.consents",
    "lineup.core.notices",
    "lineup.core.privacy",
    "lineup.core.participation",
    "lineup.core.webhooks",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.discord",
    "allauth.usersessions",
    "allauth",
    "django_cotton",
    "heroicons",
    "django_htmx",
    "csp",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "lineup.config.health.Health",
    "lineup.config.requests.RequestLog",
    "lineup.config.requests.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "lineup.config.security.BrowserHeaders",
    "lineup.interfaces.api.lane.ApiLane",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lineup.interfaces.web.viewer.ViewerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lineup.interfaces.web.accounts.seen.SessionsSeen",
    "lineup.interfaces.web.errors.RefusalPages",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lineup.interfaces.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "heroicons.templatetags.heroicons",
                "lineup.interfaces.web.templatetags.look",
                "lineup.interfaces.web.templatetags.once",
            ],
        },
    }
]
FORM_RENDERER = "lineup.interfaces.web.forms.Renderer"
CSRF_FAILURE_VIEW = "lineup.interfaces.web.errors.forged"

# Storage
DATABASES = {"default": database.settings(ENVIRONMENT)}
ATOMIC_REQUESTS = False  # with BEGIN IMMEDIATE, every read would queue for the write lock
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": cache.settings(ENVIRONMENT)}
MEDIA_ROOT = VAR / "files"
MEDIA_URL = "/files/"  # answered by views that look at who asks
FILE_UPLOAD_PERMISSIONS = 0o600
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": files.settings(ENVIRONMENT),
    "staticfiles": {"BACKEND": "lineup.config.static.Storage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# People
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["lineup.interfaces.web.accounts.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
# An account is opened by a proved address alone (core.people.accounts), and tries are counted there too.
ACCOUNT_ADAPTER = "lineup.interfaces.web.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "lineup.interfaces.web.accounts.forms.SignInForm",
    "reauthenticate": "lineup.interfaces.web.accounts.forms.AgainForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "lineup.interfaces.web.accounts.factor_adapter.FactorAdapter"
MFA_FORMS = {
    "authenticate": "lineup.interfaces.web.accounts.factor_forms.CodeForm",
    "authenticate_webauthn": "lineup.interfaces.web.accounts.factor_forms.PasskeyCodeForm",
    "reauthenticate": "lineup.interfaces.web.accounts.factor_forms.AgainCodeForm",
    "reauthenticate_webauthn": "lineup.interfaces.web.accounts.factor_forms.PasskeyAgainForm",
    "login_webauthn": "lineup.interfaces.web.accounts.factor_forms.PasskeySignInForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODE_DIGITS = 10
MFA_RATE_LIMITS = False
SOCIALACCOUNT_ADAPTER = "lineup.interfaces.web.accounts.discord_adapter.DiscordAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
DISCORD_CLIENT_ID, DISCORD_CLIENT_SECRET = ENVIRONMENT.discord_client_id, ENVIRONMENT.discord_client_secret
DISCORD_PUBLIC_KEY, DISCORD_BOT_TOKEN = ENVIRONMENT.discord_public_key, ENVIRONMENT.discord_bot_token
DISCORD_ADDRESS, DISCORD_PICTURES = ENVIRONMENT.discord_address, ENVIRONMENT.discord_pictures
DISCORD_GATEWAY, DISCORD_MESSAGE_CONTENT = ENVIRONMENT.discord_gateway, ENVIRONMENT.discord_message_content
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.https else "http"
SESSION_ENGINE = cache.session_engine(ENVIRONMENT)
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_NAME = "lineup_session"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "lineup_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# What browsers are told
HTTPS = ENVIRONMENT.https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.trusted_proxies else None
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = security.content_policy(ENVIRONMENT)
if django.VERSION < (6,):
    FORMS_URLFIELD_ASSUME_HTTPS = True  # what Django 6 does: "example.org" means https
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Languages and time
USE_TZ = True
TIME_ZONE = "UTC"
VISITOR_TIME_ZONE = ENVIRONMENT.time_zone
LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("en", "English"), ("fr", "Français")]
LANGUAGE_COOKIE_NAME = "lineup_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]

# Mail
MAILBOX = ENVIRONMENT.shows_mailbox
MAILBOX_DIR = VAR / "mailbox"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from
EMAIL_SUBJECT_PREFIX = ""
globals().update(mail.settings(ENVIRONMENT))

# Whether calls to the outside may reach this machine: for tests, which set it; nobody else can.
OUTWARD_LOOPBACK = False

# Named, because a way in knows no other way in.
WORK_LOOP = "lineup.interfaces.jobs.loop.run"
RELAY = "lineup.config.celery.relay"
WORKER = "lineup.config.celery.work"
LOGGING = logs.settings(ENVIRONMENT)
