"""The warm engine's server, and the engine through papermill's own door."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.running.books import book, write_book
from tests.running.stock import papermill_alone
from tests.running.warm import alive, environment, python
from yz_analysis.publishing.canonical import canonical
from yz_analysis.publishing.engine import client

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the warm engine needs Linux")

pytestmark = LINUX


def test_a_server_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(client.UnavailableError, match="does not answer"):
        client.ask(str(tmp_path / "none"), {}, ())


def request(**changes: Any) -> dict[str, Any]:
    return {"kind": "kernel", "argv": ["x"], "cwd": "/", "env": dict(os.environ), **changes}


def test_the_server_refuses_what_would_not_be_the_same(server: str) -> None:
    with pytest.raises(client.UnavailableError, match="PYTHONHASHSEED differs"):
        client.ask(server, request(env={**os.environ, "PYTHONHASHSEED": "5"}), (1, 2))


def test_a_child_dies_with_the_connection_of_whoever_asked(server: str, tmp_path: Path) -> None:
    connection = {
        "ip": str(tmp_path / "k"),
        "transport": "ipc",
        "key": "x",
        "signature_scheme": "hmac-sha256",
    }
    ports = {
        f"{name}_port": number for number, name in enumerate(("shell", "iopub", "stdin", "hb", "control"), 1)
    }
    (tmp_path / "kernel.json").write_text(json.dumps(connection | ports), encoding="utf-8")
    argv = ["ipykernel_launcher.py", "-f", str(tmp_path / "kernel.json")]
    env = {name: value for name, value in os.environ.items() if name != client.SOCKET_VARIABLE}
    kernel = client.ask(server, request(argv=argv, cwd=str(tmp_path), env=env), (1, 2))
    assert kernel.poll() is None
    assert alive(kernel.pid)
    kernel.close()
    end = time.monotonic() + 10
    while alive(kernel.pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not alive(kernel.pid)


def test_a_child_that_cannot_start_says_so_with_its_code(server: str, tmp_path: Path) -> None:
    gone = client.ask(server, request(cwd=str(tmp_path / "gone")), (1, 2))
    end = time.monotonic() + 10
    while gone.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    assert gone.poll() == 71
    gone.send_signal(signal.SIGINT)  # to nobody
    gone.close()


@pytest.mark.parametrize(
    "first",
    ["yz_analysis.publishing.engine.warm", "yz_analysis.publishing.engine", "papermill", "papermill.engines"],
)
@pytest.mark.slow
def test_engine_and_papermill_may_be_imported_in_any_order(first: str) -> None:
    code = (
        f"import {first}\n"
        "from papermill.engines import NBClientEngine, papermill_engines\n"
        "from yz_analysis.publishing.engine import WarmForkEngine\n"
        "assert issubclass(WarmForkEngine, NBClientEngine)\n"
        "found = papermill_engines.get_engine('yz')\n"
        "assert found.execute_managed_notebook.__func__ is WarmForkEngine.execute_managed_notebook.__func__\n"
        "assert callable(found.nb_kernel_name)"
    )
    subprocess.run(python("-c", code), check=True, env=environment(), timeout=60)


# through papermill's own door -----------------------------------------------------------------------


def papermill(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    command = python("-m", "papermill", "--no-progress-bar", *arguments)
    return papermill_alone(command, cwd, {**environment(), **more})


@pytest.mark.slow
def test_papermill_finds_the_engine_and_runs_any_notebook_anywhere(tmp_path: Path) -> None:
    write_book(tmp_path / "in.ipynb", "print(report)", "import os; os.path.basename(os.getcwd())")
    done = papermill("--engine", "yz", "in.ipynb", "out.ipynb", "-p", "report", "x", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "stock" not in done.stderr
    saved = json.loads((tmp_path / "out.ipynb").read_text(encoding="utf-8"))
    assert saved["cells"][4]["outputs"][0]["text"] == ["x\n"]
    assert saved["cells"][5]["outputs"][0]["data"]["text/plain"] == [f"'{tmp_path.name}'"]
    assert saved["metadata"]["papermill"]["parameters"] == {"report": "x"}


@pytest.mark.slow
def test_another_kernel_is_served_by_the_stock_engine_which_says_so(tmp_path: Path) -> None:
    spec = tmp_path / "jupyter" / "kernels" / "other"
    spec.mkdir(parents=True)
    argv = [
        sys.executable,
        "-m",
        "ipykernel_launcher",
        "-f",
        "{connection_file}",
        "--IPKernelApp.log_level=40",
    ]
    document = {"argv": argv, "display_name": "Other", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(document), encoding="utf-8")
    write_book(tmp_path / "in.ipynb", "print('ran')", kernel="other")
    more = {"JUPYTER_PATH": str(tmp_path / "jupyter")}
    done = papermill("--engine", "yz", "in.ipynb", "out.ipynb", cwd=tmp_path, **more)
    assert done.returncode == 0, done.stderr
    assert "the stock engine serves: kernel 'other' is not this interpreter's own ipykernel" in done.stderr
    assert "ran" in (tmp_path / "out.ipynb").read_text(encoding="utf-8")
    missing = papermill("--engine", "yz", "-k", "nonesuch", "in.ipynb", "out2.ipynb", cwd=tmp_path)
    assert missing.returncode == 1
    assert "nonesuch" in missing.stderr


@pytest.mark.slow
def test_what_a_kernel_holds_open_is_written_when_it_ends(tmp_path: Path) -> None:
    (tmp_path / "held.py").write_text("file = open('module.txt', 'w')\n", encoding="utf-8")
    write_book(
        tmp_path / "in.ipynb",
        "import held; held.file.write('by a module')",
        "mine = open('mine.txt', 'w'); mine.write('by the notebook')",
        "import zipfile; pack = zipfile.ZipFile('pack.zip', 'w'); pack.writestr('a', 'b')",
        "import threading, time\n"
        "def late():\n    time.sleep(0.3)\n    open('late.txt', 'w').write('by a thread')\n"
        "threading.Thread(target=late).start()",
        "import atexit; atexit.register(lambda: open('exit.txt', 'w').write('at exit'))",
    )
    done = papermill("--engine", "yz", "in.ipynb", "out.ipynb", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt")}
    assert written == {
        "module.txt": "by a module",
        "mine.txt": "by the notebook",
        "late.txt": "by a thread",
        "exit.txt": "at exit",
    }
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        assert pack.read("a") == b"b"


@pytest.mark.slow
def test_what_one_notebook_leaves_the_next_does_not_find(server: str, tmp_path: Path) -> None:
    import nbformat

    first = "import builtins, pandas; pandas.options.display.max_rows = 3; builtins.left = 1"
    second = "import pandas, builtins; pandas.options.display.max_rows, hasattr(builtins, 'left')"
    code = (
        "import sys, papermill, nbformat, json\n"
        "for name in ('a', 'b'):\n"
        "    out = name + '-out.ipynb'\n"
        "    papermill.execute_notebook(name + '.ipynb', out, engine_name='yz', progress_bar=False)\n"
    )
    write_book(tmp_path / "a.ipynb", first)
    write_book(tmp_path / "b.ipynb", second)
    given = {**environment(), client.SOCKET_VARIABLE: server}
    subprocess.run(python("-c", code), cwd=tmp_path, env=given, check=True, timeout=120)
    saved = nbformat.read(tmp_path / "b-out.ipynb", 4)
    assert saved.cells[-1].outputs[0].data["text/plain"] == "(60, False)"


@pytest.mark.slow
def test_the_canonical_notebook_is_the_same_in_any_time_zone_and_with_any_hash_seed(tmp_path: Path) -> None:
    cells = (
        "import pandas as pd",
        "pd.DataFrame({'a': [1]}).style",
        "print(object())",
        "{'b', 'a'} == {'a', 'b'}",
    )
    write_book(tmp_path / "in.ipynb", *cells)
    forms = []
    for number, more in enumerate(
        ({"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1"}, {"TZ": "UTC", "PYTHONHASHSEED": "2"})
    ):
        done = papermill("--engine", "yz", "in.ipynb", f"{number}.ipynb", cwd=tmp_path, **more)
        assert done.returncode == 0, done.stderr
        forms.append(canonical(json.loads((tmp_path / f"{number}.ipynb").read_text(encoding="utf-8"))))
    assert forms[0] == forms[1]
    assert json.loads(json.dumps(forms[0])) != canonical(book(*cells))
