"""What is typed and uploaded without the editor, from words to values."""

from typing import TYPE_CHECKING, Any

from django import forms

from pcc_portal.web.forms import PortalForm
from pcc_portal.writing import pictures, plain
from pcc_portal.writing.html import Cleaned
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LEVELS = [(1, "1. Section"), (2, "1.1 Part of a section"), (3, "a) Point in a part")]
TYPING = (
    "Leave a line free between paragraphs. **Two stars** make words strong, *one star* makes them stand out, "
    "[words](https://address) make a link."
)
LISTING = "One point on each line, after “- ” or “1. ”. Set points of a point in by three spaces."
ROWS = "One row on each line, cells parted by | or a tab, so a copy from a spreadsheet works. The first row is the heading."


class PictureField(forms.FileField):
    """A file that has been read as a picture; ``checked`` is what we keep of it."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload: UploadedFile = super().clean(data, initial)
        try:
            upload.checked = pictures.checked(upload.read(pictures.MAX_BYTES + 1))  # type: ignore[attr-defined]
        except pictures.NotAPicture as problem:
            raise forms.ValidationError(str(problem)) from problem
        return upload


class AddFigure(PortalForm):
    picture = PictureField(
        label="Picture",
        help_text="PNG or JPEG, up to 10 MB. Place, camera and author are removed from it.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={"required": "Choose a picture from your computer."},
    )
    caption = forms.CharField(
        label="Caption", max_length=300, error_messages={"required": "Write what stands under the figure."}
    )
    alt = forms.CharField(
        label="Text alternative",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What the picture shows, for those who cannot see it: what is it, and what should one take from it?",
        error_messages={"required": "Say in words what the picture shows."},
    )


class Words(PortalForm):
    """A heading, paragraph, list or recommendation."""

    level = forms.TypedChoiceField(label="Kind of heading", choices=LEVELS, coerce=int, initial=1)
    said = forms.CharField(label="Words", required=False, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind != BlockKind.HEADING:
            del self.fields["level"]
        self.fields["said"].help_text = LISTING if kind == BlockKind.LIST else TYPING

    @classmethod
    def of(cls, block: Block) -> dict[str, Any]:
        return {"said": plain.typed(block.html), "level": block.level}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["cleaned"] = plain.read(data.get("said") or "", self.kind)
        if not data["cleaned"].html:
            self.add_error("said", "Write something, or remove this part of the text.")
        return data


class Table(PortalForm):
    caption = forms.CharField(
        label="Caption", max_length=300, error_messages={"required": "Write what the table is about."}
    )
    rows = forms.CharField(
        label="Rows",
        help_text=ROWS,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Write the rows."},
    )
    heads = forms.BooleanField(label="The first column names each row", required=False, initial=True)
    total = forms.BooleanField(label="The last row is a total", required=False)

    @classmethod
    def of(cls, block: Block) -> dict[str, Any]:
        html = block.html
        return {
            "caption": block.caption,
            "rows": plain.rows(html),
            "heads": plain.row_heads(html),
            "total": plain.has_total(html),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("rows"):
            data["cleaned"] = plain.table(data["rows"], heads=data["heads"], total=data["total"])
        return data


class JoinedTable(PortalForm):
    """A table whose joined cells plain rows cannot hold: its caption only."""

    caption = forms.CharField(
        label="Caption",
        max_length=300,
        help_text="This table has joined cells. Change those with the editor; here you can change its caption.",
        error_messages={"required": "Write what the table is about."},
    )

    def __init__(self, *args: Any, html: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.html = html

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["cleaned"] = Cleaned(self.html)
        return data


class FigureWords(PortalForm):
    caption = AddFigure.base_fields["caption"]
    alt = AddFigure.base_fields["alt"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["cleaned"] = Cleaned("")
        return data


def for_block(block: Block, posted: Any = None) -> forms.Form:
    """The form that changes this block, filled with what was sent or with what stands."""
    caption = {"caption": block.caption}
    if block.kind == BlockKind.FIGURE:
        return FigureWords(posted, initial=caption | {"alt": block.alt})
    if block.kind == BlockKind.TABLE and plain.has_joined_cells(block.html):
        return JoinedTable(posted, initial=caption, html=block.html)
    if block.kind == BlockKind.TABLE:
        return Table(posted, initial=Table.of(block))
    return Words(posted, initial=Words.of(block), kind=block.kind)


def for_new(kind: str, posted: Any = None) -> forms.Form:
    """The form of a block that is not there yet."""
    return Table(posted) if kind == BlockKind.TABLE else Words(posted, kind=kind)


class RightBecause(PortalForm):
    reason = forms.CharField(
        label="It is right, because",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say in a few words why it is right. It is asked again when the words change."
        },
    )
