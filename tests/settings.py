"""The test run: the real settings, less what makes tests slow or talkative."""

import os
import tempfile

from config import services

services.hold()
os.environ["DATABASE_ROLE"] = "owner"  # tests create their database
os.environ.setdefault("SECRET_KEY", "tests")

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STORAGES, env  # noqa: E402

LANGUAGE_CODE = "en"  # assertions quote the source strings
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_BROKER_URL = "memory://"
DATABASES["default"]["TEST"] = {"NAME": env("TEST_DATABASE", "test_emulation")}
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp()
BALLOT_KEYS = tempfile.mkdtemp()
