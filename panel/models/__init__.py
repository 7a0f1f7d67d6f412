from panel.models.chair import ChairNote
from panel.models.clocks import Clock, ClockOverride, Hearing, HearingNotice, Precept, StatutoryPeriod
from panel.models.complaint import Complaint, ComplaintReader, ComplaintStep, ComplaintWords
from panel.models.csp import CspIssue
from panel.models.enquiry import Enquiry
from panel.models.group import GroupMeeting, GroupPaper, GroupPlace, GroupReport, WorkingGroup
from panel.models.interest import (
    HomeAddress,
    InterestCategory,
    Notification,
    RegisteredInterest,
    SensitiveInterest,
)
from panel.models.note import Anchor, Note
from panel.models.private_file import ComplaintFile, GroupFile
from panel.models.programme import (
    BriefingNote,
    ProgrammeRow,
    Review,
    ReviewRecommendation,
    StandingBusiness,
    TrainingEvent,
)
from panel.models.reading import Reading, ReadingChoice
from panel.models.speaking import SpeakerContact, SpeakingRequest
from panel.models.substitute import ListedSubstitute
from panel.models.urgent import UrgentItem

__all__ = [
    "Anchor",
    "BriefingNote",
    "ChairNote",
    "Clock",
    "ClockOverride",
    "Complaint",
    "ComplaintFile",
    "ComplaintReader",
    "ComplaintStep",
    "ComplaintWords",
    "CspIssue",
    "Enquiry",
    "GroupFile",
    "GroupMeeting",
    "GroupPaper",
    "GroupPlace",
    "GroupReport",
    "Hearing",
    "HearingNotice",
    "HomeAddress",
    "InterestCategory",
    "ListedSubstitute",
    "Note",
    "Notification",
    "Precept",
    "ProgrammeRow",
    "Reading",
    "ReadingChoice",
    "RegisteredInterest",
    "Review",
    "ReviewRecommendation",
    "SensitiveInterest",
    "SpeakerContact",
    "SpeakingRequest",
    "StandingBusiness",
    "StatutoryPeriod",
    "TrainingEvent",
    "UrgentItem",
    "WorkingGroup",
]
