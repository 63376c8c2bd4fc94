"""`python -m yz_analysis` is the same as `yz`."""

from yz_analysis.cli import main

if __name__ == "__main__":
    main()
