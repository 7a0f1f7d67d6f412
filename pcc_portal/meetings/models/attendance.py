"""Who was at a meeting, in which capacity, how and for which part of it; and by what rule a body counts them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models import Organisation, Person, User
from pcc_portal.meetings.models.body import Body
from pcc_portal.meetings.models.item import Item
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.models.seat import SeatKind, SeatOffice, Sitting
from pcc_portal.web.templatetags.words import clock_time


class AttendanceGroup(models.TextChoices):
    """The three headings of the minutes."""

    MEMBER = "member", "Members of the body"
    OFFICER = "officer", "Officers"
    OTHER = "other", "Others present"


class AttendanceStatus(models.TextChoices):
    EXPECTED = "expected", "Expected"
    PRESENT = "present", "Present"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"


class AttendanceMode(models.TextChoices):
    ROOM = "room", "In the room"
    REMOTE = "remote", "From afar"
    OBSERVING = "observing", "Observing"


class Attendance(models.Model):
    """One person at one meeting. Whoever sits on the body that day is expected without a row of their own.

    ``capacity`` is what is printed beside the name: the council, the post.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=8, choices=AttendanceGroup)
    # Of a member, one of the two: the seat that they hold, or that of the one they stand in for.
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stands_in_for = models.ForeignKey(
        Sitting, on_delete=models.PROTECT, null=True, blank=True, related_name="substitutions"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    capacity = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=AttendanceStatus, default=AttendanceStatus.EXPECTED)
    mode = models.CharField(max_length=10, choices=AttendanceMode, default=AttendanceMode.ROOM)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["person", "meeting"])]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attends_a_meeting_once"),
            models.UniqueConstraint(fields=["meeting", "stands_in_for"], name="one_substitute_of_a_seat"),
            models.CheckConstraint(
                condition=~Q(group=AttendanceGroup.MEMBER)
                & Q(sitting__isnull=True, stands_in_for__isnull=True)
                | Q(group=AttendanceGroup.MEMBER)
                & (
                    Q(sitting__isnull=False, stands_in_for__isnull=True)
                    | Q(sitting__isnull=True, stands_in_for__isnull=False)
                ),
                name="members_hold_a_seat_or_stand_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_status_display()}"

    @property
    def is_member(self) -> bool:
        return self.group == AttendanceGroup.MEMBER

    @property
    def is_present(self) -> bool:
        return self.status == AttendanceStatus.PRESENT

    @property
    def seat_of(self) -> Sitting | None:
        """The sitting by which they are a member: their own, or that of the one they stand in for."""
        return self.sitting or self.stands_in_for

    @property
    def office(self) -> str:
        """ "The Chair", "The Vice-Chair"; nothing for everyone else, and nobody stands in for an office."""
        if self.sitting is None or self.sitting.office == SeatOffice.MEMBER:
            return ""
        return f"The {self.sitting.get_office_display()}"

    @property
    def printed(self) -> str:
        """As the minutes name them: by office, else "Councillor Surname"; independents and guests in full."""
        if self.office:
            return self.office
        seat_of = self.seat_of
        if seat_of is not None and seat_of.seat.kind == SeatKind.COUNCILLOR:
            return f"{self.person.style or 'Councillor'} {self.person.family}"
        return str(self.person)

    def is_there(self, order: Mapping[UUID, int], item: UUID | None = None) -> bool:
        """Whether they were there for an item; without one, whether they are there now. Of no row, throughout."""
        if not self.is_present:
            return False
        spans = list(self.presences.all()) if self.pk else []
        if not spans:
            return True
        if item is None:
            return any(span.is_open for span in spans)
        return any(span.covers(order, item) for span in spans)


class Presence(models.Model):
    """A stretch of the meeting for which somebody was there: from the first item they heard, to the first they missed.

    Empty ends are the beginning and the end of the meeting. Without any row they were there throughout.
    """

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="presences")
    from_item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    from_at = models.DateTimeField(null=True, blank=True)
    to_item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    to_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_at__isnull=True) | Q(to_at__isnull=True) | Q(to_at__gte=F("from_at")),
                name="presence_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["attendance"],
                condition=Q(to_item__isnull=True, to_at__isnull=True),
                name="one_open_presence",
            ),
        ]

    def __str__(self) -> str:
        return f"Presence of {self.attendance_id}"

    @property
    def is_open(self) -> bool:
        return self.to_item_id is None and self.to_at is None

    def words(self, numbers: Mapping[UUID, str]) -> str:
        """ "From item 3 (2:20pm) until item 6": ``numbers`` are those of the agenda. An item that is gone has none."""
        first, last = (numbers.get(pk, "?") if pk else "" for pk in (self.from_item_id, self.to_item_id))
        parts = [_end("from", first, self.from_at), _end("until", last, self.to_at)]
        return " ".join(part for part in parts if part).capitalize()

    def covers(self, order: Mapping[UUID, int], item: UUID) -> bool:
        """``order`` is the place of each item as it is taken."""
        place = order.get(item, 0)
        first = order.get(self.from_item_id, 0) if self.from_item_id else 0
        last = order.get(self.to_item_id, len(order)) if self.to_item_id else len(order)
        return first <= place < last


def _end(word: str, number: str, moment: datetime | None) -> str:
    clock = f" ({clock_time(moment)})" if moment else ""
    return f"{word} item {number}{clock}" if number else f"{word}{clock}" if clock else ""


class QuorumBase(models.TextChoices):
    """The number that the fraction is taken of."""

    SEATS = "seats", "all seats, vacant ones too"
    MEMBERS = "members", "members in office"


class AttendanceRule(models.Model):
    """How a body counts who is there, from a day on, and where that is written.

    The quorum stands in local rules (law.md A2). Who joins from afar counts only where a rule says so, with its source:
    the leave of 2020 to do so ended on 7 May 2021.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="attendance_rules")
    from_on = models.DateField()
    quorum_top = models.PositiveSmallIntegerField(default=1)
    quorum_bottom = models.PositiveSmallIntegerField(default=3)
    quorum_base = models.CharField(max_length=8, choices=QuorumBase, default=QuorumBase.SEATS)
    quorum_least = models.PositiveSmallIntegerField(default=3)
    source = models.CharField(max_length=300)
    remote_counts = models.BooleanField(default=False)
    remote_votes = models.BooleanField(default=False)
    remote_source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "from_on"], name="one_attendance_rule_from_a_day"),
            models.CheckConstraint(
                condition=Q(quorum_top__gte=1) & Q(quorum_bottom__gte=F("quorum_top")),
                name="quorum_is_a_fraction",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="attendance_rule_says_where_it_stands"),
            models.CheckConstraint(
                condition=Q(remote_counts=False, remote_votes=False) | ~Q(remote_source=""),
                name="remote_counts_by_a_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quorum_top}/{self.quorum_bottom} of {self.get_quorum_base_display()}"

    def needed(self, *, seats: int, members: int) -> int:
        """How many make a quorum: the fraction, rounded up, and never fewer than the least."""
        base = seats if self.quorum_base == QuorumBase.SEATS else members
        return max(self.quorum_least, -(-base * self.quorum_top // self.quorum_bottom))
