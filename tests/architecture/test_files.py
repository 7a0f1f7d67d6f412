"""Files: each says what it is, is not too long, and holds nothing of the machine it was written on."""

import ast
import re

from tests.architecture.source import ROOT, files, name, python, tree

LONGEST_FILE, LONGEST_FUNCTION = 300, 45
SILENT = {"__init__.py", "apps.py", "urls.py"}

# Longer than a good one, each with its reason.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS = {
    "pcc_portal/documents/actions/releases.py release": "one INSERT, a field a line",
    "pcc_portal/jobs/actions.py queue": "one INSERT, a field a line",
    "pcc_portal/pdf/cleaning.py clean": "what is taken out of an upload, one thing after the other",
}
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b")
# Written in halves, so that this file does not hold what it looks for.
HOSTS = "|".join(
    ("py" + "pi", "python" + "hosted", "npm" + "js", "yarn" + "pkg", "arti" + "factory", r"/simp" + r"le/?\b")
)
HOMES = "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me"))
MACHINE = re.compile(rf"(?<![\w.])/(?:{HOMES})/\w|{HOSTS}")
TEXTS = {
    ".py",
    ".html",
    ".txt",
    ".md",
    ".toml",
    ".yml",
    ".yaml",
    ".css",
    ".js",
    ".json",
    ".lock",
    ".cfg",
    ".sh",
    "",
}


def functions(path):
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_every_module_says_what_it_is():
    assert [name(p) for p in python() if p.name not in SILENT and not ast.get_docstring(tree(p))] == []


def test_every_shared_package_says_what_does_not_belong():
    folders = [path for path in (ROOT / "pcc_portal").iterdir() if (path / "__init__.py").exists()]
    assert [
        name(folder) for folder in sorted(folders) if not ast.get_docstring(tree(folder / "__init__.py"))
    ] == []


def test_every_action_and_rule_of_law_says_its_rule():
    """An action of the meetings or documents says in words what it does, unless its name says all of it."""
    rules = [p for p in python("pcc_portal/meetings") if p.name == "rules.py"]
    assert rules
    assert [f.name for p in rules for f in functions(p) if not ast.get_docstring(f)] == []


def test_long_files_have_a_reason():
    code = [
        p
        for p in python(*("pcc_portal", "governance", "grants", "performance", "panel"))
        if p.name != "__init__.py"
    ]
    long = {name(p) for p in code if len(p.read_text().splitlines()) > LONGEST_FILE}
    assert long == LONG_FILES.keys()


def test_long_functions_have_a_reason():
    long = {
        f"{name(p)} {f.name}"
        for p in python()
        for f in functions(p)
        if f.end_lineno - f.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == LONG_FUNCTIONS.keys()


def lines_with(pattern, but=frozenset()):
    return [
        f"{name(path)}:{number}"
        for path in files()
        if path.suffix in TEXTS and name(path) not in but and path.name != "LICENSE"
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if pattern.search(line)
    ]


def test_nothing_is_left_unfinished():
    assert lines_with(UNFINISHED, but={"pyproject.toml"}) == []


def test_nothing_names_a_machine_or_a_package_index():
    assert lines_with(MACHINE, but=set()) == []


def test_a_machine_would_be_found():
    words = ["see /wo" + "rk/main/x", "cd /ro" + "ot/x", "--index https://py" + "pi.org/sim" + "ple"]
    assert [bool(MACHINE.search(text)) for text in words] == [True, True, True]
    assert not MACHINE.search("network/main, /var/lib, the home/page")
