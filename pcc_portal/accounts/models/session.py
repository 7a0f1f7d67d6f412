"""Where somebody is signed in, and which devices are spared the second step: rows that their owner can see and end."""

import uuid
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models.user import User


class Session(AbstractBaseSession):
    """A session of the site. Deleting the row ends it at once; ``handle`` names it on pages, its key never leaves here."""

    handle = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=60, blank=True)  # "Firefox on Windows"; no place, no address
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # to the nearest few minutes: see SESSION_TOUCH_SECONDS

    class Meta:
        ordering = ["-seen_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_at__gte=F("begun_at")), name="session_seen_after_it_began"
            )
        ]

    def __str__(self) -> str:
        return str(self.handle)  # never the key: it would sign in whoever reads it

    @classmethod
    def get_session_store_class(cls) -> type:
        return import_module(settings.SESSION_ENGINE).SessionStore


class RememberedDevice(models.Model):
    """A browser whose owner need not take the second step again for a while. The cookie's secret is kept as its hash."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    token_sha256 = models.CharField(max_length=64, unique=True)
    device = models.CharField(max_length=60)
    remembered_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-remembered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("remembered_at")), name="device_remembered_for_a_while"
            )
        ]

    def __str__(self) -> str:
        return self.device
