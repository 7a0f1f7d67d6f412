"""A query for a private table on a visitor's page is an error, not a leak, and the connection goes on."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import ProgrammingError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from pcc_portal.accounts.models import User
from pcc_portal.web.middleware import PublicRole


@pytest.mark.django_db(transaction=True)
def test_a_refused_query_is_the_error_that_shows(client):
    def view(request):
        return HttpResponse(str(User.objects.count()))

    request = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), {}
    with pytest.raises(ProgrammingError, match="permission denied"):
        PublicRole(view)(request)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() != (settings.PUBLIC_DB_ROLE,)
