"""Notebooks made to differ, on which the warm engine must give what the stock engine gives."""
