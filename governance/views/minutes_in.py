"""Old minutes of the Board come in from Word: rows, people and actions as they were read, put right and accepted."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from governance.actions import brought as bringing_in
from governance.forms.minutes_in import PutBoardRight
from governance.importing import files
from governance.queries.brought import owner_of, who_is
from governance.queries.initials import meanings_on
from governance.views.home import board_of
from pcc_portal.accounts.access import visible_or_404
from pcc_portal.accounts.actions.persons import Namesake
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings.actions import brought, mending
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.importing import board as reading
from pcc_portal.meetings.importing import telling
from pcc_portal.meetings.importing.board import MinuteRow
from pcc_portal.meetings.models import Body, BroughtFinding, BroughtLine, MinutesFile
from pcc_portal.meetings.models.brought import LineRole
from pcc_portal.meetings.queries import people
from pcc_portal.meetings.views import bringing
from pcc_portal.meetings.views.bringing import MOST_TO_CHOOSE
from pcc_portal.web.htmx import page, see_other

PLACE = bringing.Place(
    "Board", "governance:home", shelf="governance:minutes-in", file="governance:minutes-file-in"
)
HELD = ["GET", "HEAD", "POST"]


def minuted_board(request: PortalRequest) -> Body:
    """The Board, for those who write its minutes; 404 for everyone else."""
    body = board_of(request.user)
    if body is None:
        raise Http404
    return body


@signed_in
@require_http_methods(HELD)
def minutes_in(request: PortalRequest) -> HttpResponse:
    """The files brought in so far, and one more; what is wrong with it stands beside the field."""
    return bringing.shelf(request, minuted_board(request), PLACE, take=files.take)


@signed_in
@require_http_methods(HELD)
def minutes_file(request: PortalRequest, pk: int) -> HttpResponse:
    """What was recognised; the same page puts it right, and accepts it as the minutes of its meeting."""
    body = minuted_board(request)
    shelf = MinutesFile.objects.select_related(
        "body__host", "meeting__body", "by__person", "accepted_by__person"
    )
    file: MinutesFile = visible_or_404(shelf, request.user, pk=pk, body=body)
    looked = _Looked(file, request)
    if request.method == "POST" and looked.form.is_valid():
        try:
            return _done(request, file, looked)
        except (Refusal, Namesake) as refusal:
            at_day = isinstance(refusal, (brought.NoDate, brought.NotHeldYet))
            looked.form.refuse(refusal, "held_on" if at_day else None)
    return page(request, "governance/minutes_file.html", "", looked.context, status=looked.form.status)


def _done(request: PortalRequest, file: MinutesFile, looked: "_Looked") -> HttpResponse:
    """Raises what the actions raise."""
    form = looked.form
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if "drop" in request.POST:
        mending.drop(file, **who)
        return see_other(request, "governance:minutes-in")
    day = form.cleaned_data["held_on"]
    mending.put_right(file, held_on=day, people=form.people, roles={}, who_is=who_is, **who)
    bringing_in.settle(file, owners=form.owners, closed=looked.closed(form.ticked), **who)
    if "accept" not in request.POST:
        return see_other(request, "governance:minutes-file-in", file.pk)
    meeting = bringing_in.accept(file, **who)
    return see_other(request, "meetings:minutes", meeting.ref)


class _Looked:
    """A file as the page shows it: its sections with their rows, each with what is said of it."""

    def __init__(self, file: MinutesFile, request: PortalRequest) -> None:
        self.file = file
        self.lines = list(file.lines.all())
        self.findings = list(file.findings.select_related("line"))
        self.sections = [(title, own, reading.rows_of(own)) for title, own in telling.sections(self.lines)]
        names = list(file.names.select_related("person"))
        self.uncertain = [name for name in names if name.doubt][:MOST_TO_CHOOSE]
        self.who = {name.words: name.person for name in names}
        known = [(str(person.pk), people.label(person)) for person in people.to_pick()]
        self.form = PutBoardRight(
            request.POST if request.method == "POST" else None,
            file=file,
            names=self.uncertain,
            known=known,
            keys=self._keys(),
            asked=self._asked(),
            host=file.body.host,
            on=timezone.localdate(),
        )

    def _keys(self) -> Iterator[BroughtLine]:
        for title, _, rows in self.sections:
            if title is not None:
                yield title
            yield from (row.lines[0] for row in rows if not row.is_topic)

    def _asked(self) -> dict[BroughtLine, str]:
        """Each action with its owner as somebody chose it, or as its letters mean it for certain."""
        meanings = meanings_on(self.file.held_on) if self.file.held_on else None
        found: dict[BroughtLine, str] = {}
        for line in [line for line in self.lines if "owners" in line.facts][:MOST_TO_CHOOSE]:
            said = line.facts.get(bringing_in.OWNER)
            if said is None:
                person, post = owner_of(line.facts["owners"], self.who, meanings)
                said = f"post-{post.pk}" if post else f"person-{person.pk}" if person else ""
            found[line] = said
        return found

    def closed(self, ticked: set[int]) -> set[int]:
        """The lines of what was ticked: a row's own; of a title, all below it."""
        found: set[int] = set()
        for title, own, rows in self.sections:
            if title is not None and title.pk in ticked:
                found |= {title.pk, *(line.pk for line in own)}
            for row in rows:
                if not row.is_topic and row.lines[0].pk in ticked:
                    found |= {line.pk for line in row.lines}
        return found

    @property
    def context(self) -> dict[str, Any]:
        said: dict[int | None, list[BroughtFinding]] = {}
        for finding in self.findings:
            said.setdefault(finding.line_id, []).append(finding)
        return {
            "file": self.file,
            "form": self.form,
            "place": PLACE,
            "there": bringing.there(self.file),
            "names": bringing.names(self.form, self.uncertain, self.lines),
            "whole": said.pop(None, []),
            "to_look_at": [finding for finding in self.findings if finding.line_id is not None],
            "attendance": [row | {"joined": reading.joined_for(row)} for row in telling.attendance(self.lines)],
            "head": reading.head_of(self.lines),
            "sections": [self._section(title, rows, said) for title, _, rows in self.sections],
            "above": [line for line in self.lines if line.role in {LineRole.FRONT, LineRole.ATTENDANCE, LineRole.CLOSING}],
            "actions": bringing_in.opened_from(self.file.meeting) if self.file.meeting else [],
        }  # fmt: skip

    def _section(
        self, title: BroughtLine | None, rows: list[MinuteRow], said: dict[int | None, list[BroughtFinding]]
    ) -> dict[str, Any]:
        is_closed = title is not None and self.form.is_ticked(title)
        return {
            "line": title,
            "title": telling.title_of(title) if title else "Without a title",
            "is_closed": is_closed,
            "findings": said.get(title.pk, []) if title else [],
            "rows": [self._row(row, said, inside_closed=is_closed) for row in rows],
        }

    def _row(
        self, row: MinuteRow, said: dict[int | None, list[BroughtFinding]], *, inside_closed: bool
    ) -> dict[str, Any]:
        own = self.form.fields
        return {
            "row": row,
            "key": row.lines[0],
            "is_closed": inside_closed or self.form.is_ticked(row.lines[0]),
            "findings": [finding for line in row.lines for finding in said.get(line.pk, [])],
            "actions": [
                (line, self.form.owner_field(line) if f"owner-{line.pk}" in own else None)
                for line in row.asked
            ],
        }
