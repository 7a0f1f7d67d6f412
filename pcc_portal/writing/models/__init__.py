from pcc_portal.writing.models.asset import Asset
from pcc_portal.writing.models.proof_answer import ProofAnswer
from pcc_portal.writing.models.revision import Revision
from pcc_portal.writing.models.text import Block, Text
from pcc_portal.writing.models.word_file import WordFile

__all__ = ["Asset", "Block", "ProofAnswer", "Revision", "Text", "WordFile"]
