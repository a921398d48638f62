"""Rows that `make run` or sample mode made: pages mark them, and an installation can be cleared of them."""

from django.db import models


class MayBeSample(models.Model):
    is_sample = models.BooleanField("dữ liệu mẫu", default=False)

    class Meta:
        abstract = True
