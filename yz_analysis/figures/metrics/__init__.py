"""What may be computed from a report, one function a question, and what may not.

`derive(report)` gives everything in one table; `read(report)` gives what the single functions take. Each
number says whether it is valid (follows from the print), conditional (needs a stated parameter) or
indicative (mixes bases). A computation that is none of these raises `InvalidComputation`.
"""

from yz_analysis.figures.metrics.assumptions import Assumptions
from yz_analysis.figures.metrics.comparison import growth_gaps, parent_shares, parents
from yz_analysis.figures.metrics.completeness import completeness, completeness_metrics
from yz_analysis.figures.metrics.consistency import consistency, consistency_metrics
from yz_analysis.figures.metrics.derivation import derive, not_printed
from yz_analysis.figures.metrics.growth import contributions, implied_bases, increments, wedges
from yz_analysis.figures.metrics.guards import compute, refusals, refuse
from yz_analysis.figures.metrics.livelihood import income_ratio
from yz_analysis.figures.metrics.projects import project_sizes, start_rate, start_rate_pairs
from yz_analysis.figures.metrics.relief import relief
from yz_analysis.figures.metrics.scenarios import (
    required_growth,
    required_growth_curve,
    scenario_grid,
    scenarios,
)
from yz_analysis.figures.metrics.seasonality import benchmarks, first_half_share, implied_shares, share_band
from yz_analysis.figures.metrics.sensitivity import sensitivity
from yz_analysis.figures.metrics.source import Source, read
from yz_analysis.figures.metrics.structure import structure
from yz_analysis.figures.metrics.targets import progress, required_rest

__all__ = [
    "Assumptions",
    "Source",
    "benchmarks",
    "completeness",
    "completeness_metrics",
    "compute",
    "consistency",
    "consistency_metrics",
    "contributions",
    "derive",
    "first_half_share",
    "growth_gaps",
    "implied_bases",
    "implied_shares",
    "income_ratio",
    "increments",
    "not_printed",
    "parent_shares",
    "parents",
    "progress",
    "project_sizes",
    "read",
    "refusals",
    "refuse",
    "relief",
    "required_growth",
    "required_growth_curve",
    "required_rest",
    "scenario_grid",
    "scenarios",
    "sensitivity",
    "share_band",
    "start_rate",
    "start_rate_pairs",
    "structure",
    "wedges",
]
