"""Parameter sets to executed notebooks to pages."""
