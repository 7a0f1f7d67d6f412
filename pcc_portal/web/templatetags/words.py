"""How the office writes dates, times, money and sizes. Built into every template."""

import json
from datetime import date, datetime, time
from decimal import Decimal

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def long_date(value: date | datetime | None) -> str:
    """Thursday 17 September 2026, in London."""
    if value is None:
        return ""
    day = _local(value)
    return f"{day:%A} {day.day} {day:%B %Y}"


@register.filter
def short_date(value: date | datetime | None) -> str:
    """17 September 2026."""
    if value is None:
        return ""
    day = _local(value)
    return f"{day.day} {day:%B %Y}"


@register.filter
def clock_time(value: time | datetime | None) -> str:
    """2pm, 10:30am, noon."""
    if value is None:
        return ""
    moment = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    if (moment.hour, moment.minute) == (12, 0):
        return "noon"
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < 12 else 'pm'}"  # noqa: PLR2004  noon


@register.filter
def moment(value: datetime | None) -> str:
    """Wednesday 9 September 2026, 4:12pm."""
    return f"{long_date(value)}, {clock_time(value)}" if value else ""


@register.filter
def saved_when(value: datetime | None) -> str:
    """10:42am today, and with its day on any other."""
    if value is None:
        return ""
    is_today = timezone.localdate(value) == timezone.localdate()
    return clock_time(value) if is_today else moment(value)


@register.filter
def pounds(value: Decimal | int | None) -> str:
    """£15,000, with pence only where there are any."""
    if value is None:
        return ""
    amount = Decimal(value)
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


@register.filter
def file_size(value: int | None) -> str:
    """1.9 MB, 340 kB."""
    if not value:
        return ""
    return f"{value / 1_000_000:.1f} MB" if value >= 1_000_000 else f"{max(1, value // 1000)} kB"  # noqa: PLR2004


@register.filter
def count_of(value: int, noun: str) -> str:
    """``3|count_of:"paper"`` reads "3 papers"; give both words as "copy,copies" where the s is not enough."""
    one, _, many = noun.partition(",")
    return f"{value:,} {one if value == 1 else many or one + 's'}"


@register.simple_tag
def frozen(html: str) -> SafeString:
    """HTML that was cleaned when it was saved and frozen when it was released; nothing else may pass through here."""
    return mark_safe(html)  # noqa: S308  cleaned by writing.html and written only by release actions


@register.simple_tag
def time_tag(value: date | datetime) -> SafeString:
    """A <time> element with the day in words."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), long_date(value))


@register.filter
def clock_words(value: str) -> str:
    """A stored "14:00" as 2pm."""
    return clock_time(time.fromisoformat(value)) if value else ""


@register.filter
def day_words(value: str) -> str:
    """A stored "2026-09-17" as Thursday 17 September 2026."""
    return long_date(date.fromisoformat(value)) if value else ""


@register.filter
def event_words(event: object) -> str:
    """What happened, in the office's words: one small template a kind of event, under templates/audit/."""
    return render_to_string(f"audit/{getattr(event, 'kind', '')}.txt", {"event": event}).strip()


@register.filter
def as_json(value: object) -> str:
    """For a data attribute that a script reads; escaped there like any other text."""
    return json.dumps(value, default=dict)
