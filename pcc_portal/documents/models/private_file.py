"""A PDF that a few people read: in the private store under a drawn name, listed on the page of what it belongs to and nowhere else."""

from django.db import models

from pcc_portal.accounts.models import User


class PrivateFile(models.Model):
    """As it came, and as it was rebuilt; the rebuilt one is read. Its title is as private as what is in it."""

    title = models.CharField(max_length=200)
    original_key = models.CharField(max_length=200)
    clean_key = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)  # of the original: evidence is as it came
    clean_sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    is_scanned = models.BooleanField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.title
