"""`yz add`: a new report's text to a draft data folder."""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command(name="add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--report", required=True, metavar="ID", help="Id: a-z, 0-9 and hyphens, as lincheng-2023h1.")
@click.option("--area", required=True, metavar="CODE", help="Six-digit code of the area (GB/T 2260).")
@click.option("--period", required=True, metavar="P", help="SDMX period: 2023-S1, 2023, 2023-Q1.")
@click.option("--title", required=True, help="Title as printed.")
@click.option("--url", default="", help="Where it was published.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the draft.  [default: the id]")
@click.option("--name-zh", default="", help="Place and period in Chinese.  [default: from area and period]")
@click.option("--name-en", default="", help="The same in English.")
@click.option("--area-zh", default="", help="Name of an area that areas.csv does not know.")
@click.option("--area-en", default="", help="The same in English.")
def command(
    file: Path,
    report: str,
    area: str,
    period: str,
    title: str,
    url: str,
    out: Path | None,
    name_zh: str,
    name_en: str,
    area_zh: str,
    area_en: str,
) -> int:
    """Read FILE into a draft data folder and list what a person must look at.

    FILE is read and not kept. Exit code 2 when something cannot be used; nothing is written then.
    """
    from yz_analysis.figures import adding
    from yz_analysis.figures.draft import doubts

    about = adding.NewReport(report, area, period, title, url, name_zh, name_en, area_zh, area_en)
    made = adding.make_draft(file, about)
    folder = out or Path(report)
    adding.write_draft(folder, made.files)
    click.echo(f"{folder}: {len(made.rows)} figures of {report}, written to {', '.join(made.files)}")
    looked = [(row, doubts(row)) for row in made.rows]
    click.echo(f"{sum(bool(why) for _, why in looked)} rows need a person's eye:")
    for number, (row, why) in enumerate(looked, start=2):
        if why:
            reasons = "; ".join(text.removeprefix("check: ") for text in why)
            click.echo(f"  figures.csv row {number}  {row['quote']}  ({row['phrase']})  {reasons}")
    if made.unaccounted:
        click.echo(f"{len(made.unaccounted)} numerals are in no row; add a row or a line in not_figures.csv:")
        for numeral in made.unaccounted:
            around = " ".join(numeral.around.split())
            click.echo(f"  {numeral.start}-{numeral.end}  {numeral.quote}  …{around}…")
    where, text = shlex.quote(str(folder)), shlex.quote(str(file))
    click.echo(f"Use it:   YZ_DATA={where} yz run --report {report}")
    click.echo(f"Audit it: yz check --source {text} {where}")
    return 0
