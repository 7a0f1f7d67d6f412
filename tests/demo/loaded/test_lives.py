"""What became of the demonstration's meetings."""

import pytest

from demo.loading import lives
from demo.loading.calendar import days_from
from demo.loading.county import County
from pcc_portal.accounts.models import User
from pcc_portal.documents import chain
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Body, Deferral, DeferralNote, Meeting, NoticeAlert
from tests.factories.days import TODAY

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("loaded", "db"),
]


def test_one_cancelled_one_moved_one_item_deferred_and_the_year_planned():
    users = {user.email: user for user in User.objects.select_related("person")}
    county = County(days_from(TODAY), {}, {}, Body.objects.select_related("host").get(slug="pcp"), users)
    last = Meeting.objects.select_related("body").get(life="held", body__slug="pcp")
    coming = Meeting.objects.select_related("body").get(status="draft", body__slug="pcp")
    assert (last.life, coming.life) == ("held", "called")
    before = Release.objects.latest("pk").pk
    lives.cancelled(county, last)
    moved = lives.load(county, last, coming)
    notices = Release.objects.live().filter(kind="meetings.notice").exclude(collection=coming.ref)
    said = {row.facts["life"]: row for row in notices.filter(pk__gt=before)}
    assert said["cancelled"].facts["reason"] == lives.WHY_CANCELLED
    assert said["called"].facts["reason"] == lives.WHY_MOVED
    assert said["called"].on == moved.held_on
    assert said["held"].facts["deferred"][0]["path"] == moved.path
    assert (Deferral.objects.get().to_meeting, DeferralNote.objects.get().words) == (moved, lives.NOTE)
    assert Meeting.objects.filter(life="planned").count() >= 6
    assert not NoticeAlert.objects.exists()
    assert list(chain.broken()) == []
    moments = list(Release.objects.filter(pk__gt=before).order_by("pk").values_list("released_at", flat=True))
    assert moments == sorted(moments)
