"""The format as types: what a course's files may say. One module per file of a course.

Models hold what the author wrote and nothing else: no lines, no other language, no defaults that depend on other
files. Each field's description is what editors show and what the format reference prints.
"""
