"""Why a Word file is not taken, in words fit to show beside the field."""

from typing import ClassVar


class Refused(Exception):
    """The file cannot be taken; the message says why and what to do."""

    NOT_WORD: ClassVar[str] = "This file is not a Word document (.docx) and not a PDF."
    DAMAGED: ClassVar[str] = (
        "This Word file is damaged or was made by a program we cannot read. Open it in Word, save it again as .docx and try once more."
    )
    LOCKED: ClassVar[str] = (
        "This Word file needs a password to open. Remove the password (File, Info, Protect Document) and save it again."
    )
    OLD: ClassVar[str] = (
        "This is a Word file of the old kind (.doc). Open it in Word and save it as “Word Document (.docx)”."
    )
    TOO_FULL: ClassVar[str] = (
        "This Word file holds far more than it seems to when unpacked, as files made to do harm do. It was not opened."
    )
    ODD_NAMES: ClassVar[str] = (
        "This Word file was packed in a way that Word never does. Open it in Word and save it again."
    )
    MACROS: ClassVar[str] = (
        "This Word file holds macros. Save it as “Word Document (.docx)”, which has none, and bring that in."
    )
    EMBEDDED: ClassVar[str] = (
        "This Word file holds another file inside it, such as the spreadsheet behind a chart. Paste the chart or table as a picture "
        "or as text (Paste Special), delete the object, and save it again."
    )
    OUTSIDE: ClassVar[str] = (
        "This Word file loads something from another place when it is opened, such as a linked picture or template. "
        "In Word, choose File, Info, Edit Links to Files and break the links, then save it again."
    )
    DECLARED: ClassVar[str] = (
        "This Word file holds declarations that Word never writes. It was not opened. Save it again from Word."
    )
    EMPTY: ClassVar[str] = "This Word file has no words, tables or pictures in its text."
    TOO_LONG: ClassVar[str] = (
        "This Word file is too large to be read as one text. Split it into several papers."
    )
