"""The house's doors open one way: reading ← figures ← publishing ← cli."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "yz_analysis"
ROOMS = ("reading", "figures", "publishing", "cli")
OPENS = {
    "reading": set(),
    "figures": {"reading"},
    "publishing": {"figures"},
    "cli": {"reading", "figures", "publishing"},
}
# `figures` opens `reading` only to rebuild, draft and audit the dataset.
READS_TEXT = {"adding.py", "build.py", "check.py", "draft.py", "spoken.py"}


def _imports(path: Path) -> set[str]:
    """Every module a file imports anywhere, relative imports resolved."""
    found: set[str] = set()
    package = ["yz_analysis", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found.add(module)
            found.update(f"{module}.{alias.name}" for alias in node.names)
    return found


def _rooms_opened(path: Path) -> set[str]:
    opened = {name.split(".")[1] for name in _imports(path) if name.startswith("yz_analysis.")}
    return opened & set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_opens_only_the_doors_before_it(room: str) -> None:
    for path in sorted((PACKAGE / room).rglob("*.py")):
        beyond = _rooms_opened(path) - OPENS[room] - {room}
        assert not beyond, f"{path.relative_to(PACKAGE)} opens {sorted(beyond)}"


def test_figures_reads_text_only_to_rebuild_draft_and_audit() -> None:
    readers = {path.name for path in (PACKAGE / "figures").rglob("*.py") if "reading" in _rooms_opened(path)}
    assert readers <= READS_TEXT


def test_shared_pieces_open_no_room() -> None:
    shared = [PACKAGE / f"{name}.py" for name in ("errors", "resources", "cluster")]
    for path in [*shared, *(PACKAGE / "words").glob("*.py")]:
        assert not _rooms_opened(path), path.name


def test_no_module_outgrows_its_room() -> None:
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert not long


def _modules() -> dict[str, Path]:
    names = {}
    for path in PACKAGE.rglob("*.py"):
        parts = ["yz_analysis", *path.relative_to(PACKAGE).with_suffix("").parts]
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


def _top_level_imports(path: Path, known: set[str]) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(
                name if (name := f"{node.module}.{alias.name}") in known else node.module
                for alias in node.names
            )
    return found & known


def test_imports_make_no_cycle() -> None:
    modules = _modules()
    graph = {name: _top_level_imports(path, set(modules)) - {name} for name, path in modules.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for target in sorted(graph[name]):
                visit(target, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


HEAVY = ("seaborn", "matplotlib", "papermill", "nbconvert", "nbclient", "jupyterlab", "IPython")


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, yz_analysis; print([name for name in {HEAVY!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_loading_figures_needs_no_drawing_and_no_papermill() -> None:
    code = (
        "import sys, yz_analysis; yz_analysis.load_figures();"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_every_public_name_loads_and_is_documented() -> None:
    import yz_analysis

    for name in yz_analysis.__all__:
        value = getattr(yz_analysis, name)
        assert name == "__version__" or value.__doc__, name


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    import yz_analysis

    with pytest.raises(AttributeError, match="no attribute 'load_figure'"):
        yz_analysis.load_figure  # noqa: B018 - the access is the test
