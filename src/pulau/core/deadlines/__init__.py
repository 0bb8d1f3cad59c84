"""Clocks of the law: periods of working days over dated holiday decrees, with the whole count to show."""
