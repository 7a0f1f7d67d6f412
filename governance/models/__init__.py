"""The Board's record, a file a noun."""

from governance.models.action import Action, ActionFile, ActionUpdate
from governance.models.approval import Approval, ApprovalRequest, Party
from governance.models.board import BoardRecord, FocusTopic, GlossaryTerm, Initials, RowComment

__all__ = [
    "Action",
    "ActionFile",
    "ActionUpdate",
    "Approval",
    "ApprovalRequest",
    "BoardRecord",
    "FocusTopic",
    "GlossaryTerm",
    "Initials",
    "Party",
    "RowComment",
]
