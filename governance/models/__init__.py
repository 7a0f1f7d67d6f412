"""The Board's record, a file a noun."""

from governance.models.action import Action, ActionFile, ActionUpdate
from governance.models.approval import Approval, ApprovalRequest, Party
from governance.models.board import BoardRecord, FocusTopic, GlossaryTerm, Initials, RowComment
from governance.models.challenge import Challenge, ChallengeFile
from governance.models.decision import Decision, DecisionFile, DecisionPrivate, ElectionPeriod, PeriodReason

__all__ = [
    "Action",
    "ActionFile",
    "ActionUpdate",
    "Approval",
    "ApprovalRequest",
    "BoardRecord",
    "Challenge",
    "ChallengeFile",
    "Decision",
    "DecisionFile",
    "DecisionPrivate",
    "ElectionPeriod",
    "FocusTopic",
    "GlossaryTerm",
    "Initials",
    "Party",
    "PeriodReason",
    "RowComment",
]
