from pcc_portal.meetings.models.announcement import Announcement, Delivery
from pcc_portal.meetings.models.attendance import Attendance, AttendanceRule, Presence
from pcc_portal.meetings.models.body import Body, BodyName, BodyNote, BodyRule, StandingItem
from pcc_portal.meetings.models.brought import BroughtFinding, BroughtLine, BroughtName, MinutesFile
from pcc_portal.meetings.models.calendar import CalendarDay, NoticeAlert
from pcc_portal.meetings.models.change import MeetingChange
from pcc_portal.meetings.models.confirmation import Confirmation, Signature
from pcc_portal.meetings.models.correction import Correction
from pcc_portal.meetings.models.deferral import Deferral, DeferralNote
from pcc_portal.meetings.models.entry import Entry
from pcc_portal.meetings.models.interest import Declaration, PrivateMatter
from pcc_portal.meetings.models.item import Item, PrivateTitle
from pcc_portal.meetings.models.joining import Invitation, JoiningLink
from pcc_portal.meetings.models.mailing import CalendarKey, ListEntry, Subscription, SwitchedOff
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.models.minutes import ExemptMinutes, ItemTaken, Minutes
from pcc_portal.meetings.models.minutes_version import ExemptMinutesVersion, MinutesVersion
from pcc_portal.meetings.models.motion import Motion, Resolution, Vote
from pcc_portal.meetings.models.pack import Pack, PackLeaf, RenderedPart
from pcc_portal.meetings.models.paper import Paper
from pcc_portal.meetings.models.print_run import NamedCopy, PrintRun
from pcc_portal.meetings.models.promise import Promise
from pcc_portal.meetings.models.request import Clearance, PaperRequest, RequestLink
from pcc_portal.meetings.models.seat import Seat, Sitting
from pcc_portal.meetings.models.supplement import Supplement, Withdrawal

__all__ = [
    "Announcement",
    "Attendance",
    "AttendanceRule",
    "Body",
    "BodyName",
    "BodyNote",
    "BodyRule",
    "BroughtFinding",
    "BroughtLine",
    "BroughtName",
    "CalendarDay",
    "CalendarKey",
    "Clearance",
    "Confirmation",
    "Correction",
    "Declaration",
    "Deferral",
    "DeferralNote",
    "Delivery",
    "Entry",
    "ExemptMinutes",
    "ExemptMinutesVersion",
    "Invitation",
    "Item",
    "ItemTaken",
    "JoiningLink",
    "ListEntry",
    "Meeting",
    "MeetingChange",
    "Minutes",
    "MinutesFile",
    "MinutesVersion",
    "Motion",
    "NamedCopy",
    "NoticeAlert",
    "Pack",
    "PackLeaf",
    "Paper",
    "PaperRequest",
    "Presence",
    "PrintRun",
    "PrivateMatter",
    "PrivateTitle",
    "Promise",
    "RenderedPart",
    "RequestLink",
    "Resolution",
    "Seat",
    "Signature",
    "Sitting",
    "StandingItem",
    "Subscription",
    "Supplement",
    "SwitchedOff",
    "Vote",
    "Withdrawal",
]
