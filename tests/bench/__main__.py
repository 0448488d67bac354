"""Set Django up, then measure; what is measured needs its models."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()

if __name__ == "__main__":
    from tests.bench.report import main

    sys.exit(main())
