"""The one password of all invented people; shown on the login page in sample mode and nowhere else."""

SAMPLE_PASSWORD = "thi-dua-mau-2020"  # noqa: S105 - public on purpose
