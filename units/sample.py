"""The one password of all invented people; shown on the login page in sample mode and nowhere else."""

SAMPLE_PASSWORD = "thi-dua-mau-2020"
