"""`yz build`: the dataset from the printed text, byte for byte."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="build")
@click.option(
    "--source", required=True, type=click.Path(path_type=Path), help="The printed text of a report."
)
@click.option("--check", is_flag=True, help="Write nothing; show the first difference, if any.")
@click.option("--propose-review", is_flag=True, help="Rewrite the overlay so that it gives figures.csv.")
def command(source: Path, check: bool, propose_review: bool) -> int:
    """Rebuild figures.csv from the text and the reviewed overlay.

    The text is not part of the package: give the file whose SHA-256 is in reports.csv. Exit code 1 when
    --check finds a difference, 2 when the file is no report's text.
    """
    from yz_analysis.figures import build
    from yz_analysis.figures.descriptor import write_descriptor
    from yz_analysis.figures.files import write_whole

    if propose_review:
        path, text = build.propose_review(source)
        path.parent.mkdir(exist_ok=True)
        write_whole(path, text)
        click.echo(f"wrote {path}: {text.count(chr(10)) - 1} lines; read the reasons again")
        return 0
    built = build.rebuild(source)
    target = built.folder / "figures.csv"
    share = built.cells_read / max(1, built.cells)
    click.echo(
        f"{built.report_id}: {built.rows} rows, of which the reader found {built.found}, {built.untouched} "
        f"without any change; {built.cells_read} of {built.cells} cells ({share:.1%}) are the reader's"
    )
    old = target.read_bytes().decode("utf-8", errors="replace") if target.is_file() else ""
    difference = build.first_difference(old, built.text)
    if not difference:
        click.echo(f"{target} is what the text gives, byte for byte")
        return 0
    if check:
        click.echo(f"{target}: {difference}", err=True)
        return 1
    write_whole(target, built.text)
    if (built.folder / "datapackage.json").is_file():
        write_descriptor(built.folder)
    click.echo(f"wrote {target}; first change: {difference}")
    return 0
