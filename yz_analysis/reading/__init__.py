"""Text to figures: reads the prose of a report and links every printed quantity to what it measures."""
