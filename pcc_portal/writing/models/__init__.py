from pcc_portal.writing.models.asset import Asset
from pcc_portal.writing.models.revision import Revision
from pcc_portal.writing.models.text import Block, Text

__all__ = ["Asset", "Block", "Revision", "Text"]
