"""What every page needs to know about the office it speaks for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from pcc_portal.accounts.models import Office


def office(request: HttpRequest) -> dict[str, Any]:
    """``office``: the name, publisher and help line in force today; None before set-up."""
    return {
        "office": SimpleLazyObject(lambda: Office.objects.on(timezone.localdate()).first()),
        "demo": settings.DEMO,
        "work_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }
