from panel.models.enquiry import Enquiry
from panel.models.note import Anchor, Note
from panel.models.reading import Reading, ReadingChoice
from panel.models.speaking import SpeakerContact, SpeakingRequest

__all__ = ["Anchor", "Enquiry", "Note", "Reading", "ReadingChoice", "SpeakerContact", "SpeakingRequest"]
