"""The table of `notebooks/README.md`, from the notebooks: `python -m yz_analysis.publishing.overview`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from yz_analysis.publishing.parameters import Parameter
from yz_analysis.publishing.sources import Notebook, read_notebooks
from yz_analysis.resources import notebooks_folder
from yz_analysis.words import LANGUAGES

BEGIN, END = "<!-- notebooks: begin -->", "<!-- notebooks: end -->"


def notebooks_table(notebooks: Iterable[Notebook]) -> str:
    """Return the table of notebooks: file, question in both languages, and each parameter with its help."""
    lines = ["| Notebook | Question | Parameters |", "|---|---|---|"]
    for one in notebooks:
        question = "<br>".join(one.titles[language] for language in LANGUAGES if language in one.titles)
        parameters = "<br>".join(_parameter(parameter) for parameter in one.parameters.values())
        lines.append(f"| [{one.stem}]({one.stem}.ipynb) | {question} | {parameters} |")
    return "\n".join(lines)


def _parameter(parameter: Parameter) -> str:
    kind = parameter.type + (" or none" if parameter.optional else "")
    explained = f": {parameter.help}" if parameter.help else ""
    return f"`{parameter.name}` ({kind}, default `{parameter.default}`){explained}".replace("|", "\\|")


def with_table(text: str, table: str) -> str:
    """Return the text of a README with its table replaced.

    Raises:
        ValueError: when the marks around the table are missing.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the README needs the marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


def main(folder: Path | None = None) -> None:
    """Write the table into the README of the notebooks' folder."""
    where = folder or notebooks_folder()
    path = where / "README.md"
    table = notebooks_table(read_notebooks(where).values())
    path.write_text(with_table(path.read_text(encoding="utf-8"), table), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
