"""The pages on which a text is written. They decide no right: the app above authorises, then calls ``answer``.

One view and two addresses of the upper app are enough::

    path("papers/<slug:ref>/text/", papers.text, name="paper-text"),
    path("papers/<slug:ref>/text/<path:step>", papers.text, name="paper-text-step"),

    @signed_in
    def text(request, ref, step=""):
        paper = visible_or_404(Paper.objects, request.user, ref=ref)
        return desk.answer(request, Desk(
            text=paper.text,
            title=paper.title,
            back_url=paper.get_absolute_url(),
            can_edit=rules.may_write(request.user, paper),
            root=reverse("panel:paper-text", args=[paper.ref]),
        ), step)

``can_edit=False`` still shows the text, its pictures and its history; every write is then a 403. The single
functions are there for an app that wants addresses of its own.
"""

from pcc_portal.writing.desk.answering import answer
from pcc_portal.writing.desk.figures import add_figure, asset
from pcc_portal.writing.desk.model import Desk
from pcc_portal.writing.desk.plain import add_block, block, history, move_block, plain, remove_block
from pcc_portal.writing.desk.rich import page, save_section

save_block = block

__all__ = [
    "Desk",
    "add_block",
    "add_figure",
    "answer",
    "asset",
    "block",
    "history",
    "move_block",
    "page",
    "plain",
    "remove_block",
    "save_block",
    "save_section",
]
