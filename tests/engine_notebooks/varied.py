"""More than twenty-five notebooks made to differ: each a list of cells, run by both engines and compared.

Where a notebook depends on chance, its own cells fix the chance (a seed, a sort, a join).
"""

# ruff: noqa: E501, ISC004 - a cell reads best on one line; cells of several lines are joined on purpose

from __future__ import annotations

from typing import Any

from tests.running.books import cell

Cells = list[str | dict[str, Any]]

VARIED: dict[str, Cells] = {
    "streams": [
        "import sys",
        "print('one'); print('two', file=sys.stderr); print('three')",
        "sys.stdout.write('no newline'); sys.stdout.flush()",
        "print('progress\\r', end=''); print('\\x1b[31mred\\x1b[0m')",
    ],
    "rich displays": [
        "from IPython.display import HTML, JSON, SVG, Javascript, Latex, Markdown, Math, display",
        "display(HTML('<b>x</b>'), Markdown('**x**'), Latex('$x$'), Math('x^2'))",
        "display(JSON({'a': [1, None, 2.5]}), Javascript('1'), SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'))",
        "display({'text/plain': 'p', 'application/x-own+json': {'k': 1}}, raw=True, metadata={'m': 1})",
        "HTML('<i>last</i>')",
    ],
    "own reprs": [
        "class Own:\n    def _repr_html_(self): return '<u>h</u>'\n    def __repr__(self): return 'plain'",
        "Own()",
        "class Bundle:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n"
        "        return {'text/plain': 'b', 'application/vnd.x+json': {'v': 1}}, {'text/plain': {'w': 2}}",
        "Bundle()",
    ],
    "unserialisable outputs": [
        "class Bad:\n    def _repr_html_(self): raise RuntimeError('no html')\n    def __repr__(self): return 'still here'",
        "Bad()",
        "class Worse:\n    def _repr_json_(self): return {'x': float('nan'), 'y': {1, 2}}\n"
        "    def __repr__(self): return 'worse'",
        "Worse()",
        "print('after')",
    ],
    "frames": [
        "import pandas as pd",
        "frame = pd.DataFrame({'地区': ['扬中', '镇江'], 'gdp': [301.5, None], 'day': pd.to_datetime(['2022-06-30'] * 2)})",
        "frame",
        "frame.style.format(precision=1, na_rep='–')",
        "frame.describe()",
        "frame.dtypes",
    ],
    "a chart": [
        "import matplotlib.pyplot as plt",
        "plt.plot([1, 2, 3]); plt.title('t')",
        "figure, axes = plt.subplots()\naxes.bar(['a', 'b'], [1, 2])\nplt.show()",
        "figure",
        "plt.get_backend(), plt.rcParams['figure.dpi'], plt.get_fignums()",
    ],
    "a chart as svg": [
        "%config InlineBackend.figure_formats = ['svg']",
        "import matplotlib\nmatplotlib.rcParams['svg.hashsalt'] = 'x'",
        "import seaborn as sns, pandas as pd",
        "sns.barplot(pd.DataFrame({'x': ['a', 'b'], 'y': [1, 2]}), x='x', y='y');",
    ],
    "a chart after use": [
        "import matplotlib\nmatplotlib.use('agg')",
        "import matplotlib.pyplot as plt, io, hashlib",
        "buffer = io.BytesIO(); plt.plot([1]); plt.savefig(buffer, format='png', metadata={'Software': None})",
        "hashlib.sha256(buffer.getvalue()).hexdigest()",
    ],
    "an error": ["def f(x):\n    return 1 / x", "print('before'); f(0)", "print('never')"],
    "a chained error": [
        "try:\n    {}['k']\nexcept KeyError as error:\n    raise ValueError('增长') from error"
    ],
    "a syntax error": ["def (:", "print('never')"],
    "an error announced": [cell("1 / 0", "raises-exception"), "print('after')"],
    "an exception group": ["raise ExceptionGroup('both', [ValueError(1), TypeError('x')])"],
    "warnings": [
        "import warnings, numpy as np",
        "warnings.warn('user'); warnings.warn('old', DeprecationWarning)",
        "np.array([1.0]) / np.array([0.0])",
        "warnings.simplefilter('error'); warnings.warn('now an error')",
    ],
    "input": ["input('name? ')", "print('never')"],
    "password": ["from getpass import getpass\ngetpass()"],
    "threads": [
        "import threading",
        "def work(n): print('thread', n)\nfor n in range(3):\n    t = threading.Thread(target=work, args=(n,)); t.start(); t.join()",
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(4) as pool: print(sum(pool.map(lambda n: n * n, range(100))))",
        "threading.current_thread() is threading.main_thread(), threading.current_thread().name",
    ],
    "subprocesses": [
        "import subprocess, sys",
        "print(subprocess.run(['echo', 'child'], capture_output=True, text=True).stdout)",
        "!echo shell",
        "%%bash\necho cell; echo oops >&2",
        "subprocess.run([sys.executable, '-c', 'print(1)'], check=True).returncode",
        "subprocess.run([sys.executable, '-c', 'import sys; sys.exit(3)']).returncode",
    ],
    "processes": [
        "import multiprocessing as mp, os",
        "context = mp.get_context('fork')\nwith context.Pool(2) as pool: print(pool.map(abs, [-1, -2]))",
        "pid = os.fork()\nif pid == 0: os._exit(7)\nprint(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))",
        "from concurrent.futures import ProcessPoolExecutor\n"
        "with ProcessPoolExecutor(2, mp_context=mp.get_context('spawn')) as pool: print(list(pool.map(abs, [-3])))",
    ],
    "exit code 0": ["import sys", "sys.exit(0)", "print('never')"],
    "exit code 3": ["import sys", "sys.exit(3)", "print('never')"],
    # a kernel that quits goes on for a tenth of a second: the cell that asked for it outlasts that
    "quit": ["print('x')", "import time\nquit()\ntime.sleep(0.3)", "print('never')"],
    "much output": ["for n in range(20000): print(n, 'x' * 100)", "'y' * 1_000_000"],
    "many displays": ["from IPython.display import display\nfor n in range(300): display(n)"],
    "display ids": [
        "from IPython.display import display, update_display",
        "handle = display('first', display_id='here')",
        "update_display('second', display_id='here')",
        "handle.update('third')",
    ],
    "clear output": [
        "from IPython.display import clear_output",
        "print('gone'); clear_output(); print('stays')",
        "print('gone'); clear_output(wait=True); print('stays')",
        "print('stays'); clear_output(wait=True)",
    ],
    "widgets": [
        "from comm import create_comm",
        "state = {'_model_name': 'IntProgressModel', '_model_module': '@jupyter-widgets/controls', 'value': 3}",
        "bar = create_comm(target_name='jupyter.widget', data={'state': state}, metadata={'version': '2.1.0'})",
        "bar.send({'method': 'update', 'state': {'value': 7}})",
        "from IPython.display import display\n"
        "view = {'model_id': bar.comm_id, 'version_major': 2, 'version_minor': 0}\n"
        "display({'application/vnd.jupyter.widget-view+json': view}, raw=True)",
    ],
    "async cells": [
        "import asyncio",
        "async def f(n):\n    await asyncio.sleep(0.01)\n    return n",
        "await f(5)",
        "await asyncio.gather(f(1), f(2))",
        "task = asyncio.create_task(f(9))",
        "print(await task)",
        "async for x in (n async for n in (y for y in [1]) ): pass",
    ],
    "magics": [
        "%matplotlib inline",
        "%%capture caught\nprint('caught')",
        "caught.stdout",
        "%env YZ_TEST_VALUE=5",
        "import os; os.environ['YZ_TEST_VALUE']",
        "%%writefile made_here.py\nvalue = 3",
        "%run made_here.py",
        "import made_here; value, made_here.value",
        "%who_ls",
        "%precision 2",
        "3.14159",
    ],
    "help and pager": ["len?", "def f():\n    'doc'", "f??", "help(f)"],
    "history and shell": [
        "shell = get_ipython(); type(shell).__name__",
        "_ , In[1], shell.execution_count",
        "shell.run_cell('print(1)'); shell.ex('y = 5'); y",
        "shell.kernel.implementation, type(shell.kernel).__name__",
    ],
    "the process": [
        "import os, sys",
        "sys.argv[0].split('/')[-1], len(sys.argv), __name__",
        "sys.path[0] == '', '' in sys.path[:2]",
        "os.getcwd().split('/')[-1], os.listdir('.')",
        "sys.stdin.read()",
        "sys._xoptions, sys.flags.dont_write_bytecode, sys.orig_argv[0] == sys.executable",
        "sorted(name for name in os.environ if name.startswith(('YZ_', 'OPENBLAS', 'JE_', 'OMP_', 'MPL', 'JPY')))",
        "import signal; signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGPIPE), signal.getsignal(signal.SIGCHLD)",
        "import resource; os.getpgrp() == os.getpid(), os.getsid(0) == os.getpid()",
    ],
    "descriptors": [
        "import os",
        "os.write(1, b'low level\\n')",
        "os.system('echo system')",
        "import ctypes; libc = ctypes.CDLL(None); libc.puts(b'from C'); libc.fflush(None)",
    ],
    "logging": [
        "import logging",
        "logging.warning('root'); logging.getLogger('x').error('named')",
        "logging.basicConfig(level='INFO', force=True); logging.info('info')",
        "logging.getLogger().handlers, logging.getLogger('papermill').handlers",
    ],
    "pickles and sources": [
        "import inspect, pickle",
        "class Here:\n    x = 3",
        "pickle.loads(pickle.dumps(Here())).x, Here.__module__",
        "inspect.getsource(Here)",
        "import __main__; __main__.__dict__ is globals(), hasattr(__main__, '__file__')",
    ],
    "seeds": [
        "import random, numpy as np",
        "random.seed(1); np.random.seed(1); random.random(), np.random.rand(), np.random.default_rng(1).random()",
    ],
    "numbers": [
        "import numpy as np, pandas as pd",
        "a = np.arange(10000.0).reshape(100, 100) / 7; (a @ a).sum(), np.linalg.svd(a)[1][:2]",
        "pd.Series(range(1000)).rolling(7).mean().sum(), pd.options.display.max_rows",
    ],
    "text": [
        "print('扬中 ۵ 🏭 \\u200b｜'); '\\ud800'.encode('utf-8', 'surrogatepass')",
        "'\\x00\\x07'",
    ],
    "leftovers": [
        "import atexit, subprocess",
        "atexit.register(print, 'too late to be seen'); child = subprocess.Popen(['sleep', '60'])",
        "child.poll()",
    ],
    "skipped and empty": [
        cell("print('skipped')", "skip-execution"),
        "",
        "   ",
        "print('run')",
        cell("raw", kind="raw"),
    ],
    "deleted folder": ["import os, shutil; shutil.rmtree(os.getcwd())", "print('goes on')", "os.getcwd()"],
}
