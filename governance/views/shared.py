"""What the Board's pages have in common: a form that asks for an act, and a press; a refusal stands where it was asked."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from pcc_portal.accounts.decorators import PortalRequest
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

REFUSALS = (Refusal, BadMove)


def sent(request: PortalRequest) -> Any:
    """What a form is bound to: what was posted, also when that is nothing."""
    return request.POST if request.method == "POST" else None


def asked(
    request: PortalRequest,
    form: PortalForm,
    act: Callable[..., Any],
    *,
    to: Callable[[Any], tuple[Any, ...]],
    said: Callable[[], dict[str, Any]] | None = None,
    **context: Any,
) -> HttpResponse:
    """The form; once it is in order, the act that it asks for, and on to where that leads. Nothing typed is lost.

    ``context`` has ``heading``, ``button`` and ``crumbs`` [(address, words)].
    """
    if form.is_valid():
        try:
            done = act(by=request.user, at=timezone.now(), **(said() if said else form.cleaned_data))
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, *to(done))
    return page(request, "governance/form.html", "form", context | {"form": form}, status=form.status)
