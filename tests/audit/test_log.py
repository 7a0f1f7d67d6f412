"""Who did what: one row with its act, never changed and never taken away."""

import pytest
from django.db import DatabaseError, connection, transaction

from pcc_portal.audit.log import history, record
from pcc_portal.audit.models import Event
from tests.factories.days import NOW, moment


def written(clerk, panel, *, at=NOW, **facts):
    return record("meetings.agenda.issued", subject=panel, by=clerk, at=at, thread="pcp-2026-12-17", **facts)


def test_an_event_says_who_did_what_to_what_and_when(clerk, panel):
    event = written(clerk, panel, pages=56)
    event.refresh_from_db()
    assert (event.kind, event.subject_kind, event.subject_id, event.thread) == (
        "meetings.agenda.issued",
        "accounts.organisation",
        str(panel.pk),
        "pcp-2026-12-17",
    )
    assert (event.by_id, event.by_name, event.at, event.facts) == (
        str(clerk.pk),
        "Simon Garrod",
        NOW,
        {"pages": 56},
    )


def test_an_act_of_nobody_is_the_portals_own(panel):
    event = written(None, panel)
    assert (event.by_id, event.by_name) == ("", "")


def test_the_record_outlives_the_row_and_the_name(clerk, panel):
    written(clerk, panel)
    type(clerk.person).objects.filter(pk=clerk.person_id).update(family="Other")
    assert Event.objects.first().by_name == "Simon Garrod"
    assert [field.name for field in Event._meta.get_fields() if field.is_relation] == []


def test_history_is_newest_first_and_of_one_thread(clerk, panel):
    first, second = written(clerk, panel), written(clerk, panel, at=moment(2026, 11, 3))
    record("x.y.z", subject=panel, by=clerk, at=NOW, thread="another")
    assert list(history("pcp-2026-12-17")) == [second, first]
    assert list(history("pcp-2026-12-17", limit=1)) == [second]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(stranger):
    with pytest.raises(RuntimeError):
        record("x.y.z", subject=stranger, by=None, at=NOW)
    assert list(Event.objects.all()) == []


def test_an_act_that_failed_leaves_no_event(stranger):
    def fail():
        with transaction.atomic():
            record("x.y.z", subject=stranger, by=None, at=NOW)
            raise RuntimeError("the act")

    with pytest.raises(RuntimeError, match="the act"):
        fail()
    assert list(Event.objects.all()) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET by_name = 'Someone else'", "DELETE FROM audit_event"],
)
def test_rows_are_only_ever_added(clerk, panel, statement):
    written(clerk, panel)
    before = list(Event.objects.values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Event.objects.values()) == before


def test_the_portals_own_code_cannot_change_them_either(clerk, panel):
    event = written(clerk, panel)
    event.by_name = "Someone else"
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        event.delete()
