from panel.models.enquiry import Enquiry
from panel.models.interest import InterestCategory, Notification, RegisteredInterest, SensitiveInterest
from panel.models.note import Anchor, Note
from panel.models.reading import Reading, ReadingChoice
from panel.models.speaking import SpeakerContact, SpeakingRequest
from panel.models.substitute import ListedSubstitute

__all__ = [
    "Anchor",
    "Enquiry",
    "InterestCategory",
    "ListedSubstitute",
    "Note",
    "Notification",
    "Reading",
    "ReadingChoice",
    "RegisteredInterest",
    "SensitiveInterest",
    "SpeakerContact",
    "SpeakingRequest",
]
