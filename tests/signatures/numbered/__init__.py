"""Papers that get their number last, tried with the regulation of 2020."""
