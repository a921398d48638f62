"""The user guide (hướng dẫn) inside the product: chapters read from docs/huong-dan, which paragraph belongs to a page.

docs/adr/0015-guide-in-the-product.md.
"""
