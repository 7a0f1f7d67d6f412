"""Who may stop a job. Who may know of it is ``Job.objects.visible_to``."""

from django.contrib.auth.models import AnonymousUser

from pcc_portal.accounts.models import User
from pcc_portal.jobs.models import Job


def may_stop(user: User | AnonymousUser, job: Job) -> bool:
    """Whoever may see a job may stop it while it waits or runs, unless someone already has."""
    return user.is_authenticated and job.is_live and not job.cancel_asked_at
