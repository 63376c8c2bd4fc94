"""Small notebooks, a renderer and a site writer for the tests of running; no part of the package."""
