"""Sentences for notebooks, one function a topic: `prose.growth(source, language)`.

Each takes what `metrics.read` returns and a language, and returns a `Prose` whose every number comes from the
data and carries the figures it came from; where the report prints nothing for the topic it says so.
`limits(source, language, topic)` says what the notebook does not show; `provenance(source, language)` is the
footer.
"""

from yz_analysis.figures.prose.briefing import briefing
from yz_analysis.figures.prose.comparison import comparison
from yz_analysis.figures.prose.consistency import consistency
from yz_analysis.figures.prose.frame import TOPICS, limits, provenance
from yz_analysis.figures.prose.growth import growth
from yz_analysis.figures.prose.livelihood import livelihood, relief
from yz_analysis.figures.prose.overview import overview
from yz_analysis.figures.prose.projects import projects
from yz_analysis.figures.prose.targets import targets

__all__ = [
    "TOPICS",
    "briefing",
    "comparison",
    "consistency",
    "growth",
    "limits",
    "livelihood",
    "overview",
    "projects",
    "provenance",
    "relief",
    "targets",
]
