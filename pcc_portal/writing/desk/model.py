"""What the upper app hands over: the text, and what it has decided about it."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from pcc_portal.accounts.models import User
from pcc_portal.writing.models import Asset, Block, Text


@dataclass(frozen=True, kw_only=True)
class Desk:
    """``root`` is the address of the text's own page and ends in a slash; every step hangs below it."""

    text: Text
    title: str
    back_url: str
    can_edit: bool
    root: str
    back_words: str = "Back"
    # Who writes where nobody is signed in: the upper app knows by a link of theirs.
    author: User | None = None

    @property
    def is_open(self) -> bool:
        """Whether this person may write now."""
        return self.can_edit and not self.text.is_locked

    @property
    def plain_url(self) -> str:
        return f"{self.root}plain/"

    @property
    def add_url(self) -> str:
        return f"{self.root}add/"

    @property
    def figure_url(self) -> str:
        return f"{self.root}figure/"

    @property
    def proof_url(self) -> str:
        return f"{self.root}proof/"

    def section_url(self, key: str) -> str:
        return f"{self.root}section/{key}/"

    def block_url(self, block: Block, verb: str = "") -> str:
        return f"{self.root}block/{block.pk}/{verb + '/' if verb else ''}"

    def asset_url(self, asset: Asset) -> str:
        return f"{self.root}asset/{asset.pk}/"

    def block(self, block_id: UUID | str) -> Block:
        """A block of this text; any other is a 404."""
        found = Block.objects.select_related("asset").filter(text=self.text, pk=block_id).first()
        if found is None:
            raise Http404
        found.text = self.text
        return found

    def writer(self, request: HttpRequest) -> User:
        """Who writes; 403 with the reason for one who may not, or not now."""
        writer = self.author or request.user
        if not self.can_edit or not isinstance(writer, User):
            raise PermissionDenied("You can read this text, but not change it.")
        if self.text.is_locked:
            raise PermissionDenied(
                "This text is locked: it was issued or signed. Make a new version to change it."
            )
        return writer
