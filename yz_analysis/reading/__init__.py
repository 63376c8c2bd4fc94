"""Text to figures: reads the prose of a report and links every printed quantity to what it measures."""

from yz_analysis.reading.audit import Unaccounted, audit
from yz_analysis.reading.extract import Figure, extract, read

__all__ = ["Figure", "Unaccounted", "audit", "extract", "read"]
