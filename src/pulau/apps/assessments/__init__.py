"""Judging worksheets: the case of each, three levels of assessors that stay apart, questions, and the desks."""
