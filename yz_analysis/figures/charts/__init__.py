"""The charts, one function a question; each returns a `Chart`, or a `limit` saying what is not printed."""
