"""Composition (settings, urls, celery) and the shared packages; knows no domain app."""

from pcc_portal.celery import app as celery_app

__all__ = ["celery_app"]
