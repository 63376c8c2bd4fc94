"""Text to figures: reads the prose of a report and links every printed quantity to what it measures."""

from yz_analysis.reading.extract import extract, read

__all__ = ["extract", "read"]
