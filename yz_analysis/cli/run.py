"""`yz run`: notebooks × reports × languages → pages and an index."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import click

from yz_analysis.cluster import on_cluster
from yz_analysis.errors import YzAnalysisError


@click.command(name="run")
@click.argument("notebooks", nargs=-1, metavar="[NOTEBOOK]...")
@click.option("--report", "reports", multiple=True, metavar="ID", help="Only this report; may be repeated.")
@click.option(
    "--set", "sets", multiple=True, metavar="NAME", help="Only this set of runs.yaml; may be repeated."
)
@click.option("--language", "languages", multiple=True, metavar="zh|en", help="Only this language.")
@click.option("-p", "assignments", multiple=True, metavar="NAME=VALUE", help="Change a declared parameter.")
@click.option(
    "--out", default="site", show_default=True, type=click.Path(path_type=Path), help="The site's folder."
)
@click.option("--jobs", type=click.IntRange(1), default=None, help="Runs at once.  [default: one a core]")
@click.option("--force", is_flag=True, help="Run even what has not changed.")
@click.option("--explain", is_flag=True, help="Say what would run and why; run nothing.")
@click.option("--pdf", is_flag=True, help="Print each page to PDF beside it, with an installed Chromium.")
@click.option("--data", "data", multiple=True, type=click.Path(path_type=Path), help="A further data folder.")
@click.option("--notebooks", "folder", type=click.Path(path_type=Path), help="Another folder of notebooks.")
@click.option("--retries", type=click.IntRange(0, 10), default=0, help="Tries more, when a process died.")
@click.option("--cell-timeout", type=click.FloatRange(0, min_open=True), help="Seconds a cell may take.")
@click.option("--run-timeout", type=click.FloatRange(0, min_open=True), help="Seconds a run may take.")
@click.option("--memory-limit", type=click.IntRange(256), help="MB of address space a kernel may take.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Dask scheduler to run on (extra: cluster).")
@click.option("--engine", type=click.Choice(["auto", "warm", "fresh"]), default="auto", show_default=True)
def command(
    notebooks: tuple[str, ...],
    reports: tuple[str, ...],
    sets: tuple[str, ...],
    languages: tuple[str, ...],
    assignments: tuple[str, ...],
    out: Path,
    jobs: int | None,
    force: bool,
    explain: bool,
    pdf: bool,
    data: tuple[Path, ...],
    folder: Path | None,
    retries: int,
    cell_timeout: float | None,
    run_timeout: float | None,
    memory_limit: int | None,
    cluster: str,
    engine: str,
) -> int:
    """Run notebooks for reports and make pages that open anywhere.

    NOTEBOOK is a notebook's name or number; none means all of notebooks/runs.yaml. Only what changed is run.
    """
    from yz_analysis import resources
    from yz_analysis.publishing import parameters, plan, sources

    begin = time.monotonic()
    for one in data:
        known = os.environ.get(resources.DATA_VARIABLE)
        os.environ[resources.DATA_VARIABLE] = os.pathsep.join(
            [*([known] if known else []), str(one.resolve())]
        )
    added = resources.data_folders()[1:]
    if added:  # a kernel runs in another folder, so the names it inherits must be absolute
        os.environ[resources.DATA_VARIABLE] = os.pathsep.join(str(one.resolve()) for one in added)
    where = folder or resources.notebooks_folder()
    books = sources.read_notebooks(where)
    known_reports = plan.known_reports(resources.data_folders())
    runs_file = plan.read_sets(where / "runs.yaml", notebooks=books, reports=known_reports)
    runs = plan.make_plan(
        books,
        runs_file,
        known_reports,
        only_notebooks=notebooks,
        only_reports=reports,
        only_sets=sets,
        only_languages=languages,
        overrides=parameters.split_assignments(assignments),
    )
    everything = plan.make_plan(books, runs_file, known_reports)
    from yz_analysis.publishing.runner import Limits
    from yz_analysis.publishing.session import Session

    session = Session(
        site=out,
        runs=runs,
        pages=[run.run_id for run in everything],
        data_folders=resources.data_folders(),
        force=force,
        jobs=jobs,
        limits=Limits(cell_timeout, run_timeout, memory_limit, retries),
        engine=engine,
    )
    if explain:
        for task in session.assess():
            click.echo(f"{task.run.run_id}: {'run, ' + task.reason if task.reason else 'unchanged'}")
        return 0
    if pdf:  # before anything runs: a machine without a browser is told at once
        from yz_analysis.publishing.pdf import find_browser

        find_browser()
    with on_cluster(cluster) if cluster else contextlib.nullcontext():
        summary = session.go()
    if pdf and not summary.interrupted:
        from yz_analysis.publishing.printing import pages_of, print_pages

        printed = print_pages(out, pages_of([*summary.done, *summary.unchanged]), jobs=session.workers())
        click.echo(f"{len(printed)} pages printed to PDF")
    seconds = time.monotonic() - begin
    for record in summary.failed:
        click.echo(_failure(record), err=True)
    counts = f"{len(summary.done)} done, {len(summary.unchanged)} unchanged, {len(summary.failed)} failed"
    if summary.interrupted:
        click.echo(f"yz: interrupted: {counts}; run the same command again to go on", err=True)
        return 130
    if not summary.done and not summary.failed:
        click.echo(
            f"Nothing to do: {len(summary.unchanged)} runs unchanged ({seconds:.1f} s). {_address(out)}"
        )
        return 0
    click.echo(f"{counts} in {seconds:.1f} s. {_address(out)}")
    return 1 if summary.failed else 0


def _address(out: Path) -> str:
    return f"The site: {out.resolve() / 'index.html'}"


def _failure(record: dict[str, object]) -> str:
    error = record["error"]
    if not isinstance(error, dict):
        raise YzAnalysisError(f"{record['run_id']}: failed without an error")
    cell = f" in cell In [{error['cell']}]" if error["cell"] else ""
    kept = f"; the notebook as far as it got: {error['notebook']}" if error["notebook"] else ""
    page = "; its last good page stays" if record["outputs"] else ""
    return f"yz: {record['run_id']} failed{cell}: {error['name']}: {error['message']}{kept}{page}"
