"""Runs in the child process only (libraries.foreign_files.limits): the parsers, and what they are asked."""
