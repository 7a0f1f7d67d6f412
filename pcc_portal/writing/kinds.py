"""What texts and blocks there are. No database here, so that numbering and cleaning stay pure."""

from django.db.models import TextChoices


class TextKind(TextChoices):
    PAPER = "paper", "Paper"
    MINUTES = "minutes", "Minutes"
    ANSWER = "answer", "Answer"
    REPORT = "report", "Report"


class BlockKind(TextChoices):
    HEADING = "heading", "Heading"
    PARAGRAPH = "paragraph", "Paragraph"
    LIST = "list", "List"
    TABLE = "table", "Table"
    FIGURE = "figure", "Figure"
    RECOMMENDATION = "recommendation", "Recommendation"
    NOTE = "note", "Note"


class MediaType(TextChoices):
    PNG = "image/png", "PNG"
    JPEG = "image/jpeg", "JPEG"
    SVG = "image/svg+xml", "SVG"


HEADING_LEVELS = (1, 2, 3)
EXTENSIONS = {MediaType.PNG: "png", MediaType.JPEG: "jpg", MediaType.SVG: "svg"}
