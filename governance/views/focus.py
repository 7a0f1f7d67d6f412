"""What the Board looks at in depth, month by month: typed or pasted by its officer, published as one list."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from governance.actions import board as keeping
from governance.actions.board import NoSuchMonth
from governance.forms.board import FocusTopics
from governance.models import FocusTopic
from governance.views.home import board_of
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings.views.shared import sent
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def focus(request: PortalRequest) -> HttpResponse:
    """The list as it stands, as lines to be changed. Months that are not in it stay as they are."""
    board = board_of(request.user)
    if board is None:
        raise Http404
    rows = FocusTopic.objects.all()
    lines = "\n".join(f"{row.month:%B},{row.month.year},{_quoted(row.topic)}" for row in rows)
    form = FocusTopics(sent(request), initial={"lines": f"month,year,topic\n{lines}"})
    if form.is_valid():
        try:
            topics = keeping.topics_in(form.cleaned_data["lines"])
        except NoSuchMonth as refusal:
            form.add_error("lines", str(refusal))
        else:
            keeping.set_focus(board, topics, by=request.user, at=timezone.now())
            return see_other(request, "governance:home")
    return page(request, "governance/focus.html", "form", {"form": form}, status=form.status)


def _quoted(topic: str) -> str:
    """As CSV wants it."""
    return f'"{topic.replace(chr(34), chr(34) * 2)}"' if {",", '"'} & set(topic) else topic
