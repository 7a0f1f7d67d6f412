"""A working group that met, issues of partnerships, an urgent item for the Chair, and complaints in which few are named."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from demo.content import agenda
from demo.content import dealings as content
from demo.loading.calendar import at
from demo.loading.county import County
from panel.actions import complaint_counts, complaint_readers, complaints, csp, group_reports, groups, urgent
from panel.models import Complaint, WorkingGroup
from pcc_portal.accounts.models import RoleGrant, User
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.meetings.models import Meeting
from pcc_portal.workdays import add_working_days

CHAIR, MEMBER = "chair@demo.example", "member@demo.example"
MET, MEETS = -8, 15  # working days from today
A_YEAR = timedelta(days=365)


def load(county: County, coming: Meeting, *, now: datetime) -> None:
    """All through the portal's own actions, as the clerk, and the Chair where she decides."""
    _group(county, now=now)
    _issues(county, now=now)
    urgent.ask(coming, title=content.URGENT_TITLE, why=content.URGENT_WHY, by=county.clerk, at=now)
    _settled(county, now=now)
    _open(county, now=now)
    _serious(county, now=now)
    complaint_counts.publish(county.body, by=county.clerk, at=now)


def _group(county: County, *, now: datetime) -> None:
    """It began after the last meeting and is let out now, as releases chain in their order; its report waits for one press."""
    by, today = county.clerk, county.days.today
    began = add_working_days(county.days.last, 1)
    said = {"name": agenda.WORKING_GROUP, "kind": "standing", "terms": content.GROUP_TERMS}
    group = groups.set_up(county.body, from_on=began, by=by, at=now, **said)
    member = county.users[MEMBER].person
    assert member is not None, "the cast are people"
    members = [member, *(county.persons[key] for key in ("karim", "okafor", "fairley"))]
    for n, person in enumerate(members):
        office = "member" if n else "chair"
        groups.place(group, person, office=office, from_on=began, by=by, at=now)
    met_on = add_working_days(today, MET)
    _met(county, group, met_on)
    when: dict[str, Any] = {
        "held_on": add_working_days(today, MEETS),
        "starts_at": time(10),
        "venue": content.GROUP_VENUE,
    }
    groups.plan(group, focus="", by=by, at=at(today), **when)


def _met(county: County, group: WorkingGroup, met_on: date) -> None:
    by, after = county.clerk, add_working_days(met_on, 1)
    before = at(add_working_days(met_on, -5))
    when: dict[str, Any] = {"held_on": met_on, "starts_at": time(10), "venue": content.GROUP_VENUE}
    met = groups.plan(group, focus=content.GROUP_FOCUS, by=by, at=before, **when)
    title, source, words = content.GROUP_PAPER
    groups.add_paper(met, title=title, words=words, source=source, by=by, at=before)
    there = [place.person for place in group.places.select_related("person")[:3]]
    said: dict[str, Any] = {"notes": content.GROUP_NOTES, "present": there, "next_focus": content.GROUP_NEXT}
    groups.write_notes(met, by=by, at=at(after), **said)
    group_reports.write(met, kind="paper", words=content.GROUP_REPORT, by=by, at=at(after, 11))


def _issues(county: County, *, now: datetime) -> None:
    """One for the Panel, one passed on, one that nobody has looked at."""
    partners = [one for one in county.organisations.values() if one.kind == OrganisationKind.PARTNER]
    for n, (title, words, reach, implication, reason) in enumerate(content.ISSUES):
        row = csp.receive(
            county.body,
            partnership=partners[n % len(partners)],
            title=title,
            words=words,
            reach=reach,
            implication=implication,
            received_on=add_working_days(county.days.today, -10 + 3 * n),
            by=county.clerk,
            at=now,
        )
        if reason and implication:
            csp.accept(row, reach=reach, implication=implication, reason=reason, by=county.clerk, at=now)
        elif reason:
            csp.pass_on(row, reason=reason, by=county.clerk, at=now)


@dataclass(frozen=True)
class _Takes:
    """The clerk, at one moment, taking a step."""

    by: User
    at: datetime

    def __call__(self, act: Callable[..., Complaint], row: Complaint, *, on: date, words: str) -> Complaint:
        return act(row, on=on, words=words, by=self.by, at=self.at)


def _received(county: County, said: tuple[str, str, str, str], *, on: date, named: list[str]) -> Complaint:
    """Entered by the clerk on the day it came; whoever else is named was told that something waits."""
    subject, words, name, contact = said
    row = complaints.receive(
        county.body,
        kind="complaint",
        about="commissioner",
        subject=subject,
        words=words,
        name=name,
        contact=contact,
        received_on=on,
        by=county.clerk,
        at=at(on, 11),
    )
    for email in named:
        grant = RoleGrant.objects.on(on).filter(user=county.users[email]).first()
        assert grant is not None, "they hold a role"
        complaint_readers.name(row, grant, by=county.clerk, at=at(on, 12))
    return row


def _settled(county: County, *, now: datetime) -> None:
    """Last year's: resolved, and the complainant told."""
    first = add_working_days(county.days.today - A_YEAR, 0)
    row = _received(county, content.COMPLAINT_SETTLED, on=first, named=["deputy.clerk@demo.example"])
    take = _Takes(county.clerk, now)
    row = take(complaints.record, row, on=first + timedelta(days=3), words="Within the regulations.")
    row = take(complaints.begin_resolving, row, on=first + timedelta(days=10), words="Both were asked.")
    outcome = (
        "The Commissioner has written to say that she is sorry for her tone. The complainant is content."
    )
    row = take(complaints.resolve, row, on=first + timedelta(days=45), words=outcome)
    take(complaints.tell, row, on=first + timedelta(days=47), words="By letter, with a copy of the outcome.")


def _open(county: County, *, now: datetime) -> None:
    """Being resolved; the Chair is named, the deputy clerk is not."""
    first = add_working_days(county.days.today, -15)
    row = _received(county, content.COMPLAINT_OPEN, on=first, named=[CHAIR])
    take = _Takes(county.clerk, now)
    row = take(complaints.record, row, on=first + timedelta(days=2), words="Within the regulations.")
    take(complaints.preserve, row, on=first + timedelta(days=2), words="The diary was asked for.")
    take(complaints.begin_resolving, row, on=first + timedelta(days=9), words="She was asked to comment.")


def _serious(county: County, *, now: datetime) -> None:
    """Found serious today: it goes to the IOPC by tomorrow."""
    today = county.days.today
    row = _received(county, content.COMPLAINT_SERIOUS, on=add_working_days(today, -2), named=[CHAIR])
    take = _Takes(county.clerk, now)
    row = take(complaints.record, row, on=today, words="Within the regulations.")
    take(complaints.find_serious, row, on=today, words="It may be an offence under the Bribery Act 2010.")
