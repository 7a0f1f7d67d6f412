"""The pages in docs name functions and tests that exist."""

import ast
import re
from importlib import import_module

import pytest

from tests.architecture.source import ROOT, files, name, tree

RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
ROWS = [
    row.strip("| ").split(" | ") for row in RULES.splitlines() if row.startswith("| ") and "---" not in row
][1:]
SHORT = {
    "agendas": "meetings.actions.agendas",
    "items": "meetings.actions.items",
    "papers": "meetings.actions.papers",
    "printing": "meetings.printing",
}


def functions_of(path):
    return {node.name for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:40] for row in ROWS])
def test_a_rule_has_its_source_its_function_and_its_test(row):
    assert len(row) == 4
    place, _, test = row[3].strip("`").partition("::")
    assert (ROOT / place).exists()
    assert not test or test in functions_of(ROOT / place)
    for function in re.findall(r"`([\w.]+)`", row[2]):
        if "." in function and function != "timezone.localdate":
            assert found(function)


def found(dotted):
    """The thing of this name: the longest part of it that is a module, and then its attributes."""
    head, _, rest = dotted.partition(".")
    home = (
        "" if head in {"governance", "panel"} else "pcc_portal."
    )  # the apps above the shared packages are named in full
    words = f"{home}{SHORT.get(head, head)}.{rest}".rstrip(".").split(".")
    for cut in range(len(words), 0, -1):
        try:
            thing = import_module(".".join(words[:cut]))
        except ModuleNotFoundError:
            continue
        for attribute in words[cut:]:
            thing = getattr(thing, attribute)
        return thing
    return None


def test_every_decision_has_a_number_of_its_own():
    pages = [path.name for path in (ROOT / "docs" / "adr").glob("*.md")]
    assert len({page[:4] for page in pages}) == len(pages)


@pytest.mark.parametrize("path", [p for p in files("docs") if p.suffix == ".md"], ids=name)
def test_links_between_the_pages_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
