"""Every e-mail of the portal: written once, sent by a job, its sender's rule asked again at the last moment. Who should be told of what belongs to the app that tells them.

**Exempt text never goes into a mail.** A mail carries public words and links; the page behind the link asks who is
reading. Mail servers keep copies, phones show previews, and no mail can be withdrawn.

``from pcc_portal import notices`` and then ``notices.post(...)``; the names are loaded when first asked for, since
Django imports this package before it has models.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pcc_portal.notices.actions import Letter, post, post_many, preview
    from pcc_portal.notices.bounces import forget
    from pcc_portal.notices.models import Message

__all__ = ["Letter", "Message", "forget", "post", "post_many", "preview"]

_HOMES = {
    "Letter": "actions",
    "Message": "models",
    "forget": "bounces",
    "post": "actions",
    "post_many": "actions",
    "preview": "actions",
}


def __getattr__(name: str) -> Any:
    if home := _HOMES.get(name):
        return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
