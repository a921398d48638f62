"""Khối thi đua, the root package: settings, URLs, home pages by role, the user guide, commands that use all modules.

Nouns: trang chủ (home), năm mẫu (sample year). No model and no state of its own.
What a person must do next is read from the modules and only shown here.
Must never be imported by another module.
"""
