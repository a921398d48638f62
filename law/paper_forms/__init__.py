"""The form library (thư viện mẫu văn bản): one description a form, for every room that writes papers.

Elements and their rules, the forms, and a filled sample of each. docs/law.md: Forms of papers.
"""
