"""The URL table. Apps are named by string only."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("pcc_portal.web.urls")),
    path("accounts/", include("pcc_portal.accounts.urls")),
    path("jobs/", include("pcc_portal.jobs.urls")),
    path("notices/", include("pcc_portal.notices.urls")),
    path("", include("pcc_portal.meetings.urls")),
    path("governance/", include("governance.urls")),
    path("", include("panel.urls")),
]
if settings.DEMO or settings.TESTING:
    urlpatterns.append(path("demo/", include("demo.urls")))

handler403 = "pcc_portal.web.views.no_permission"
handler404 = "pcc_portal.web.views.not_found"
handler500 = "pcc_portal.web.views.trouble"
