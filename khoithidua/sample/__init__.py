"""The sample year: the year 2020 of Khối thi đua Doanh nghiệp 2, played through the verbs that the pages call.

What the public article of 02/7/2020 says is kept (facts.json, each with its source); people, texts, numbers and dates
that it does not say are invented here and carry is_sample, which the pages show as "dữ liệu mẫu".
"""
