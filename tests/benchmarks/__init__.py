"""Benchmarks: programs run by ``./portal bench NAME``, never by the tests. Each is a module of its own.

Django is set up here, before a benchmark imports its first model.
"""

import os

import django
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pcc_portal.settings")
if not apps.ready:
    django.setup()
