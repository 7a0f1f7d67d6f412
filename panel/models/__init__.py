from panel.models.clocks import Clock, ClockOverride, Hearing, HearingNotice, Precept, StatutoryPeriod
from panel.models.enquiry import Enquiry
from panel.models.interest import (
    HomeAddress,
    InterestCategory,
    Notification,
    RegisteredInterest,
    SensitiveInterest,
)
from panel.models.note import Anchor, Note
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

__all__ = [
    "Anchor",
    "BriefingNote",
    "Clock",
    "ClockOverride",
    "Enquiry",
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
]
