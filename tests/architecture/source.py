"""What stands in the repository, read as text and as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("pcc_portal", "governance", "grants", "performance", "panel", "demo")
_SKIPPED = {"node_modules", "__pycache__"}
_DOTTED = {".ci", ".gitignore", ".dockerignore", ".python-version", ".github"}


def files(*folders: str) -> list[Path]:
    """Every file of these folders (all of the repository without any), but what is made and not written."""
    starts = [ROOT / folder for folder in folders] or [ROOT]
    return sorted(path for start in starts if start.exists() for path in _below(start))


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _SKIPPED or (path.name.startswith(".") and path.name not in _DOTTED):
            continue
        if path.is_dir():
            yield from _below(path)
        else:
            yield path


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python(*folders: str) -> list[Path]:
    """Python of ours, migrations left out: Django writes those."""
    return [
        path for path in files(*(folders or APPS)) if path.suffix == ".py" and "migrations" not in path.parts
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def dotted(node: ast.AST) -> str:
    """``timezone.now`` of a name or an attribute of names; what else there is reads as ``?``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


def literal(call: ast.Call, place: int) -> str:
    """The string written as the argument in this place, or nothing."""
    if len(call.args) <= place:
        return ""
    value = call.args[place]
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def strings(path: Path) -> Iterator[str]:
    """Every string that is written in a file, docstrings left out."""
    docs = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value
