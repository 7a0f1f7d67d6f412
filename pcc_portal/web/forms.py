"""How a form is drawn: label, hint, error beside its field, error summary on top."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms come out as the look's ``.field`` blocks, so a template writes ``{{ form }}``."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class DayField(forms.DateField):
    """A day that somebody can mean: browsers send a year typed as 26 as the year 26."""

    FIRST, LAST = date(1950, 1, 1), date(2150, 12, 31)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)
        words = "Check the year: give it with four figures, as in 2026."
        self.validators += [MinValueValidator(self.FIRST, words), MaxValueValidator(self.LAST, words)]


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


class MakingForm(PortalForm):
    """A form that makes something new. Each page that shows it carries a key, which what is made takes as its own:

    pressed twice, or sent again by the browser, it is made once, and the second press shows what the first has made.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
