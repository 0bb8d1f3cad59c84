"""The demo's house: a fictional regency with twelve units and three years of worksheets, as if they had been filled.

`stories` says what happened in each unit, `pages` what they wrote, `inventing` turns strengths into answers, and `load`
lets it happen by the services that everybody uses, on the days on which it would have happened.
"""
