"""Hostile input: values and acts nobody means well with, against every form, file field and address of every room."""
