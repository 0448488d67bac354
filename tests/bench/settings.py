"""The bench: a scratch database, the real broker under a name of its own, no letters."""

from tests.settings import *  # noqa: F403
from tests.settings import (
    CELERY_BROKER_TRANSPORT_OPTIONS,
    DATABASES,
    REDIS_URL,
    env,
)

SCRATCH = "bench_emulation"
KEY_PREFIX = "bench:"

DATABASES["default"]["TEST"] = {"NAME": SCRATCH}
if env("BENCH_WORKER", "no") == "yes":  # the worker finds the scratch database ready
    DATABASES["default"]["NAME"] = SCRATCH
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace(
    "?db=", "?virtual_host="
)
CELERY_BROKER_TRANSPORT_OPTIONS |= {"global_keyprefix": KEY_PREFIX}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEMO = True  # the case is signed with throw-away certificates
