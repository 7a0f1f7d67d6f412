"""What of the force's dealings with the Board stands on /my/: findings, minutes to approve, reports to comment on, and for the
office how much is owed and what it has itself undertaken."""

from datetime import date, timedelta

from django.urls import reverse

from governance.models import Commitment
from governance.queries import owed
from governance.queries.approvals import waiting_for
from governance.queries.inspections import to_comment_on
from governance.queries.owed_late import totals
from governance.queries.owed_lines import hydrated
from governance.rules import owed as rules
from governance.states.inspections import CommitmentState
from panel.queries.standing import Standing, Task
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.web.templatetags.words import short_date

SHOWN, WORDS, A_MONTH = 20, 120, timedelta(days=30)


def of_the_force(here: Standing, user: User, *, on: date) -> None:
    """All of it; nothing is asked for whoever is neither of the office nor of the force."""
    scope = owed.Scope.of(user)
    if scope is None:
        return
    _of_minutes(here, user, on=on)
    if not scope.is_office:
        _of_findings(here, user, on=on)
    if scope.is_chief:
        _of_reports(here, user, on=on)
        _of_all(here, scope, "The force owes the Commissioner", "governance:owed", on=on)
    if rules.may_follow(user):
        _of_all(here, scope, "The force owes us", "governance:owed-late", on=on)
    _of_commitments(here, user, on=on)
    _of_more_time(here, scope, on=on)


def _of_findings(here: Standing, user: User, *, on: date) -> None:
    """What inspectors found and was put to this person, until there is a first reply."""
    chosen = owed.Filters(kind="finding", owner=owed.MINE)
    scope = owed.Scope(user, is_office=False, is_chief=False)
    rows = owed.rows_of(scope, chosen, on=on)[:SHOWN]
    for row in hydrated(rows, on=on):
        if row.due_on is None:
            continue
        what = row.what if len(row.what) <= WORDS else f"{row.what[:WORDS].rsplit(' ', 1)[0]} …"
        words = f"What inspectors found. A reply is due by {row.due_words}."
        here.needs.append(Task(f"{row.name}: {what}", words, row.path, "Reply", is_late=row.is_late))


def _of_minutes(here: Standing, user: User, *, on: date) -> None:
    """Minutes of the Board that wait for the approval of a party for which this person answers."""
    for request in waiting_for(user, on=on):
        meeting = request.version.minutes.meeting
        words = f"As {request.get_party_display()}, by {short_date(request.due_on)}."
        href = reverse("governance:approval", args=[meeting.ref])
        late = request.is_late(on)
        here.needs.append(Task(f"Approve the minutes of {meeting}", words, href, "Read them", is_late=late))


def _of_reports(here: Standing, user: User, *, on: date) -> None:
    for report in to_comment_on(user):
        if hasattr(report, "comments"):
            continue
        due = f"Wanted by {short_date(report.answers_due_on)}." if report.answers_due_on else ""
        href = reverse("governance:inspection-comments", args=[report.slug])
        late = report.answers_due_on is not None and report.answers_due_on < on
        here.needs.append(Task(f"The Chief Constable’s comments: {report}", due, href, "Write", is_late=late))


def _of_all(here: Standing, scope: owed.Scope, whose: str, name: str, *, on: date) -> None:
    """In one line."""
    found = totals(scope, on=on)
    if found.owed:
        title = (
            f"{whose} {found.owed} thing{'' if found.owed == 1 else 's'}, {found.late or 'none'} of them late"
        )
        words = (
            f"The longest by {found.longest} day{'' if found.longest == 1 else 's'}." if found.late else ""
        )
        here.waits.append(Task(title, words, reverse(name), "Look", is_late=bool(found.late)))


def _of_commitments(here: Standing, user: User, *, on: date) -> None:
    """What the Commissioner undertook in a response that is published, a month ahead."""
    offices = user.rights.organisations(Power.KEEP_BOARD)
    if not offices:
        return
    rows = Commitment.objects.filter(
        inspection__office__in=offices,
        state=CommitmentState.OWED,
        made_at__isnull=False,
        due_on__lte=on + A_MONTH,
    )
    for row in rows.select_related("inspection").order_by("due_on", "pk")[:SHOWN]:
        words = f"Undertaken in the response to {row.inspection}. Due {short_date(row.due_on)}."
        href = reverse("governance:inspection-desk", args=[row.inspection.slug])
        late = row.due_on is not None and row.due_on < on
        here.needs.append(Task(row.words[:WORDS], words, href, "Open", is_late=late))


def _of_more_time(here: Standing, scope: owed.Scope, *, on: date) -> None:
    """For those who answer it."""
    if not rules.may_keep(scope.user):
        return
    asked = owed.rows_of(scope, owed.Filters(owed.ASKED), on=on).count()
    if asked:
        title = f"The force asks for more time: {asked} thing{'' if asked == 1 else 's'}"
        href = f"{reverse('governance:owed')}?show={owed.ASKED}"
        here.needs.append(Task(title, "Say yes until a day, or no and why.", href, "Answer"))
