"""PDFs of a complaint, and of a meeting of a working group."""

from django.db import models
from django.db.models import Q

from panel.models.complaint import Complaint
from panel.models.group import GroupMeeting
from pcc_portal.documents.models.private_file import PrivateFile


class ComplaintFile(PrivateFile):
    """A letter, a picture, what was preserved as evidence (SI 2012/62 regulation 8)."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="files")

    class Meta(PrivateFile.Meta):
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="complaint_file_has_a_title")]


class GroupFile(PrivateFile):
    """What a working group reads as a file."""

    meeting = models.ForeignKey(GroupMeeting, on_delete=models.PROTECT, related_name="files")

    class Meta(PrivateFile.Meta):
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="group_file_has_a_title")]
