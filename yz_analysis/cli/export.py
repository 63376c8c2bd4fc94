"""`yz export`: a report's figures, derived numbers, charts and evidence as files."""

from __future__ import annotations

from pathlib import Path

import click

from yz_analysis.errors import YzAnalysisError

_FORMATS = ("csv", "xlsx", "parquet", "sdmx", "package")


@click.command(name="export")
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(_FORMATS),
    help="Only this format; may be repeated.  [default: all]",
)
@click.option("--out", default="export", show_default=True, type=click.Path(path_type=Path), help="Where to.")
@click.option("--excel", is_flag=True, help="Begin CSV files so that Excel reads Chinese (utf-8-sig).")
@click.option("--figures", is_flag=True, help="Write each chart of --site as PNG and as SVG with paths.")
@click.option("--crate", is_flag=True, help="Describe the runs of --site as an RO-Crate (extra: crate).")
@click.option(
    "--source",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The article: write the evidence with the text marked, for this machine only.",
)
@click.option(
    "--site",
    default="site",
    show_default=True,
    type=click.Path(path_type=Path),
    help="A site made by yz run.",
)
def command(
    reports: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path,
    excel: bool,
    figures: bool,
    crate: bool,
    source: Path | None,
    site: Path,
) -> int:
    """Write a report's tables for other programs.

    REPORT is a report id; none means every report that was read in full. With --figures, --crate or --source
    only those are written.
    """
    from yz_analysis.figures.dataset import check_report, load_reports

    known = load_reports()
    chosen = [check_report(report) for report in reports] or known.loc[
        known["kind"].eq("article"), "report_id"
    ].tolist()
    try:
        written: list[Path] = []
        if figures:
            from yz_analysis.publishing.export.pictures import write_pictures

            written += write_pictures(_site(site), out, reports=chosen)
        if crate:
            from yz_analysis.publishing.export.crate import write_crate

            written.append(write_crate(_site(site), out))
        if source:
            written += _evidence(chosen, source, out)
        if not (figures or crate or source):
            from yz_analysis.publishing.export import FORMATS, export_report

            for report in chosen:
                written += export_report(report, out / report, formats=formats or FORMATS, excel=excel)
    except OSError as error:
        raise YzAnalysisError(f"cannot write to {out}: {error.strerror or error}") from error
    for path in written:
        click.echo(path)
    return 0


def _site(site: Path) -> Path:
    if not (site / "run.json").is_file():
        raise YzAnalysisError(f"{site}: no site of yz run here (no run.json); name it with --site")
    return site


def _evidence(reports: list[str], source: Path, out: Path) -> list[Path]:
    from yz_analysis.publishing.evidence import LOCAL_NAME, evidence_page
    from yz_analysis.publishing.record import write_bytes
    from yz_analysis.words import LANGUAGES

    if len(reports) != 1:
        raise YzAnalysisError(f"--source is the text of one report; name that report: {', '.join(reports)}")
    written = []
    for language in LANGUAGES:
        other = next(name for name in LANGUAGES if name != language)
        page = evidence_page(
            reports[0], language=language, source=source, index="", sister=f"../{other}/{LOCAL_NAME}"
        )
        path = out / reports[0] / language / LOCAL_NAME
        write_bytes(page.encode("utf-8"), path)
        written.append(path)
    return written
