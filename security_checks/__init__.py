"""Attacks and accidents against a running installation of its own, each with the control that must fail.

`python -m security_checks` runs the short ones (make sec-fast), `--full` all of them (make sec-full), names only these.
Every check prints `GOAL <id> <value> <target> PASS|FAIL`; one FAIL makes the command exit with 1.
"""
