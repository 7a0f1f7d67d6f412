"""The Celery application: two queues, and the broker is only a doorbell."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

# An address redis://... or redis+socket://... is answered by our transport; a setting would not reach the second kind.
TRANSPORT_ALIASES["redis"] = TRANSPORT_ALIASES["rediss"] = "pcc_portal.jobs.broker:Transport"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pcc_portal.settings")
app = Celery("pcc_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="clock")
