"""How a form is drawn: label, hint, error beside its field, error summary on top."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms come out as the look's ``.field`` blocks, so a template writes ``{{ form }}``."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class PortalForm(forms.Form):
    """A form without trailing colons, whose wrong fields point at their message."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self._refused = False

    def refuse(self, why: object, field: str | None = None) -> None:
        """What was typed is in order, and cannot be done now: the form comes back as it was, with the reason."""
        self.add_error(field, str(why))
        self._refused = True

    @property
    def status(self) -> int:
        """200 before anything was sent, 422 where something typed is wrong, 409 where it was refused."""
        if not self.errors:
            return 200
        return 409 if self._refused else 422
