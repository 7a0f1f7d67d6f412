from pcc_portal.documents.models.consent import Consent
from pcc_portal.documents.models.document import Document, DocumentVersion
from pcc_portal.documents.models.exemption import Exemption
from pcc_portal.documents.models.release import Release, ReleasedFile, ReleasedText
from pcc_portal.documents.models.withheld import Withheld

__all__ = [
    "Consent",
    "Document",
    "DocumentVersion",
    "Exemption",
    "Release",
    "ReleasedFile",
    "ReleasedText",
    "Withheld",
]
