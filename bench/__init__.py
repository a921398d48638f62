"""Repeatable measurements, run by `make bench`. Ratios within one run; absolute figures belong to the machine."""
