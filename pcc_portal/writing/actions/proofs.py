"""What people do about a finding of the proof-reader: mend it in one press, say that it is right, or ask again."""

import re
from datetime import datetime

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.writing.actions.blocks import save_block
from pcc_portal.writing.actions.saving import BothTexts, Saved
from pcc_portal.writing.actions.texts import open_for_writing
from pcc_portal.writing.models import Block, ProofAnswer, Text
from pcc_portal.writing.proofing import Fix

_TAG = re.compile(r"(<[^>]*>)")


@transaction.atomic
def say_right(
    text: Text, name: str, fingerprint: str, *, reason: str, by: User | None, at: datetime
) -> ProofAnswer:
    """It is right as it stands, because of ``reason``: kept until the words change. Raises TextLocked."""
    open_for_writing(text)
    said = {"reason": reason, "by": by, "at": at}
    answer, _ = ProofAnswer.objects.update_or_create(
        text=text, name=name, fingerprint=fingerprint, defaults=said
    )
    record("writing.proof.answered", subject=text, by=by, at=at, check=name)
    return answer


@transaction.atomic
def ask_again(text: Text, name: str, fingerprint: str, *, by: User | None, at: datetime) -> None:
    """The answer is taken back. Raises TextLocked."""
    open_for_writing(text)
    ProofAnswer.objects.filter(text=text, name=name, fingerprint=fingerprint).delete()
    record("writing.proof.asked_again", subject=text, by=by, at=at, check=name)


def mended(words: str, fix: Fix) -> str:
    """The words with the right ones in the first place of the wrong ones; nothing inside a tag is touched."""
    shape = re.compile(rf"(?<!\w){re.escape(fix.wrong)}(?!\w)")
    parts = _TAG.split(words)
    for place in range(0, len(parts), 2):
        parts[place], count = shape.subn(lambda _: fix.right, parts[place], count=1)
        if count:
            break
    return "".join(parts)


def can_mend(block: Block, fix: Fix) -> bool:
    return mended(block.html, fix) != block.html or mended(block.caption, fix) != block.caption


def mend(block: Block, fix: Fix, *, base_version: int, by: User | None, at: datetime) -> Saved | BothTexts:
    """Saved as any change is: in the history, and refused where somebody else saved meanwhile. Raises TextLocked."""
    html = mended(block.html, fix)
    caption = block.caption if html != block.html else mended(block.caption, fix)
    return save_block(block, base_version=base_version, html=html, caption=caption, by=by, at=at)
