"""The charts, one function a question; each returns a `Chart`, or prose that says what is missing.

Every function takes what `metrics.read` returns, and a language. Bounds are drawn, not hidden; labels stand
beside what they name; caption, alt text and source line are written from the data; the numbers drawn come
with the chart as a table.
"""

from yz_analysis.figures.charts.bases import bases
from yz_analysis.figures.charts.comparison import growth_against_parents
from yz_analysis.figures.charts.composition import contribution, wedge
from yz_analysis.figures.charts.growth import headline_growth
from yz_analysis.figures.charts.outcomes import scenario_heatmap
from yz_analysis.figures.charts.projects import start_rates
from yz_analysis.figures.charts.report import completeness, evidence_map
from yz_analysis.figures.charts.rest_of_year import required_growth
from yz_analysis.figures.charts.sensitivity import tornado
from yz_analysis.figures.charts.targets import target_bars

__all__ = [
    "bases",
    "completeness",
    "contribution",
    "evidence_map",
    "growth_against_parents",
    "headline_growth",
    "required_growth",
    "scenario_heatmap",
    "start_rates",
    "target_bars",
    "tornado",
    "wedge",
]
