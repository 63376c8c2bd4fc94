"""`yz check`: the audit of the data."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="check")
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--source", type=click.Path(path_type=Path), help="The printed text: check offsets, numerals.")
def command(folder: Path | None, source: Path | None) -> int:
    """Audit a data folder; without DIR the data of this package.

    Exit code 0 when nothing is wrong, 1 with one line for each fault, 2 when there is nothing to audit.
    """
    from yz_analysis.figures.check import check_folder

    faults = check_folder(folder, source)
    for fault in faults:
        click.echo(str(fault))
    against = f" against {source}" if source else "; give --source to check offsets and numerals"
    click.echo(f"{len(faults)} faults{against}" if faults else f"nothing wrong{against}")
    return 1 if faults else 0
