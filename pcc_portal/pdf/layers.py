"""Optional content (layers) of uploads: what was switched off stays off in the whole."""

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf


def merge(out: Pdf, sources: Sequence[Pdf]) -> None:
    """Call after the pages are in: the groups are then the pages' own."""
    groups, off = Array(), Array()
    for source in sources:
        for kind, group in _groups(source):
            groups.append(copied := out.copy_foreign(group))
            if kind:
                off.append(copied)
    if len(groups):
        out.Root.OCProperties = Dictionary(OCGs=groups, D=Dictionary(OFF=off, Order=Array()))


def hidden(pdf: Pdf) -> int:
    """How many layers are switched off."""
    return sum(off for off, _ in _groups(pdf))


def count(pdf: Pdf) -> int:
    return len(_groups(pdf))


def _groups(pdf: Pdf) -> list[tuple[bool, Object]]:
    """Each group, and whether it is off when the file is opened."""
    known = pdf.Root.get(Name.OCProperties)
    if not isinstance(known, Dictionary):
        return []
    shown = known.get(Name.D, Dictionary())
    off, on = (
        {group.objgen for group in shown.get(name, ()) if isinstance(group, Dictionary)}
        for name in (Name.OFF, Name.ON)
    )
    base_off = shown.get(Name.BaseState) == Name.OFF
    return [
        (group.objgen in off or (base_off and group.objgen not in on), group)
        for group in known.get(Name.OCGs, ())
        if isinstance(group, Dictionary) and group.is_indirect
    ]
