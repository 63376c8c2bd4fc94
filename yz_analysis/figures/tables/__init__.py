"""Tables for notebooks, one function a question: `tables.headlines(source, language)`.

Each takes what `metrics.read` returns and a language, and returns a `Table` whose every number carries the
figures it came from, its class and its caveat; or, where the report does not print what the table needs, a
`Prose` of kind `absent` that says so.
"""

from yz_analysis.figures.tables.briefing import briefing
from yz_analysis.figures.tables.comparison import growth_gaps, parent_shares
from yz_analysis.figures.tables.consistency import (
    completeness,
    consistency,
    corrections,
    refusals,
    repeated,
)
from yz_analysis.figures.tables.growth import bases, contributions, structure, wedge
from yz_analysis.figures.tables.livelihood import income, livelihood_printed, relief, relief_printed
from yz_analysis.figures.tables.overview import (
    events_and_claims,
    headlines,
    not_printed,
    other_results,
    targets_printed,
)
from yz_analysis.figures.tables.projects import project_sizes, projects_printed, start_rate
from yz_analysis.figures.tables.targets import benchmarks, required_growth, scenarios, sensitivity, targets

__all__ = [
    "bases",
    "benchmarks",
    "briefing",
    "completeness",
    "consistency",
    "contributions",
    "corrections",
    "events_and_claims",
    "growth_gaps",
    "headlines",
    "income",
    "livelihood_printed",
    "not_printed",
    "other_results",
    "parent_shares",
    "project_sizes",
    "projects_printed",
    "refusals",
    "relief",
    "relief_printed",
    "repeated",
    "required_growth",
    "scenarios",
    "sensitivity",
    "start_rate",
    "structure",
    "targets",
    "targets_printed",
    "wedge",
]
