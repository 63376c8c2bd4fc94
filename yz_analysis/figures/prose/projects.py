"""What number, total and start rate of projects leave possible."""

from __future__ import annotations

from yz_analysis.figures import quoted, told
from yz_analysis.figures.display import Part, Prose
from yz_analysis.figures.metrics.projects import (
    COUNT,
    LARGE,
    START_RATE,
    TOTAL,
    project_sizes,
    start_rate,
    start_rate_pairs,
)
from yz_analysis.figures.metrics.source import Source, select
from yz_analysis.figures.prose.common import Item, by_id, figure, findings, number, say
from yz_analysis.words import word


def projects(source: Source, language: str) -> Prose:
    """How large can a signed project be, how many large ones are possible, what is behind the start rate?"""
    known = by_id(project_sizes(source), start_rate(source))
    items: list[Item] = []
    count, total = source.find(COUNT, "count"), source.find(TOTAL, "level")
    floor = (
        None
        if count is None
        else source.find(COUNT, "threshold", kind="label", time_period=count.time_period)
    )
    largest = known.get(f"{TOTAL}.largest_possible")
    if count is not None and total is not None and floor is not None and largest is not None:
        items.append(
            say(
                "projects.size",
                language,
                count=quoted.figure_part(count, source, language),
                total=quoted.figure_part(total, source, language),
                mean=number(known[f"{TOTAL}.mean_size"], language),
                floor=quoted.threshold_part(floor, language),
                largest=told.most_part(largest, language),
            )
        )
    most = known.get(f"{LARGE}.most_possible")
    large = next(iter(select(source.own, indicator=LARGE, measure="threshold")), None)
    if most is not None and large is not None:
        threshold = quoted.threshold_part(large, language)
        items.append(say("projects.large", language, large=threshold, most=number(most, language)))
    rate, pairs = figure(source.find(START_RATE, "rate"), source, language), start_rate_pairs(source)
    if rate is not None and not pairs.empty:
        examples = [f"{row.k}/{row.n}" for row in told.each(pairs.head(4))]
        fewest = number(known[f"{START_RATE}.fewest_planned"], language)
        listed = Part(word("list.separator", language).join(examples), rate.figures, derived=True)
        items.append(say("projects.rate", language, rate=rate, fewest=fewest, examples=listed))
    database = figure(source.find("database_investment", "level"), source, language)
    if database is not None and total is not None:
        items.append(say("projects.database", language, amount=database))
    return findings("projects", source, language, items, nothing="table.project-sizes.absent")
