"""The Board's record, a file a noun."""

from governance.models.action import Action, ActionFile, ActionUpdate
from governance.models.approval import Approval, ApprovalRequest, Party
from governance.models.board import BoardRecord, FocusTopic, GlossaryTerm, Initials, RowComment
from governance.models.challenge import Challenge, ChallengeFile
from governance.models.chasing import ChaseStep, Extension, LadderRung
from governance.models.decision import Decision, DecisionFile, DecisionPrivate, ElectionPeriod, PeriodReason
from governance.models.finding import Finding, FindingUpdate, Reply
from governance.models.inspection import ChiefComments, Inspection, InspectionArea, InspectionFile
from governance.models.period import ResponsePeriod
from governance.models.question import (
    Answer,
    MinutedAnswer,
    Question,
    QuestionFile,
    QuestionLine,
    QuestionSet,
    RestrictedAnswer,
)
from governance.models.response import Commitment, LetterVersion, ResponseLetter
from governance.models.weekly import WeeklyMeeting, WeeklyNote, WeeklyPrivate, WeeklyTopic

__all__ = [
    "Action",
    "ActionFile",
    "ActionUpdate",
    "Answer",
    "Approval",
    "ApprovalRequest",
    "BoardRecord",
    "Challenge",
    "ChallengeFile",
    "ChaseStep",
    "ChiefComments",
    "Commitment",
    "Decision",
    "DecisionFile",
    "DecisionPrivate",
    "ElectionPeriod",
    "Extension",
    "Finding",
    "FindingUpdate",
    "FocusTopic",
    "GlossaryTerm",
    "Initials",
    "Inspection",
    "InspectionArea",
    "InspectionFile",
    "LadderRung",
    "LetterVersion",
    "MinutedAnswer",
    "Party",
    "PeriodReason",
    "Question",
    "QuestionFile",
    "QuestionLine",
    "QuestionSet",
    "Reply",
    "ResponseLetter",
    "ResponsePeriod",
    "RestrictedAnswer",
    "RowComment",
    "WeeklyMeeting",
    "WeeklyNote",
    "WeeklyPrivate",
    "WeeklyTopic",
]
