"""What must never stand in a log: the key at the end of an address that opens a page to whoever has it."""

import logging
import re

KEYED = re.compile(r"(/asked/)(?!paper/)[\w-]+")


class WithoutKeys(logging.Filter):
    """Cuts the key out of what Django logs about a request (404, 405, 500), with the address that it names."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a line."""
        record.msg = _cut(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_cut(arg) for arg in record.args)
        return True


def _cut(said: object) -> object:
    """The words without the key; what is no text, and has none in it, stays what it is."""
    words = str(said)
    return KEYED.sub(r"\1[key]", words) if KEYED.search(words) else said
