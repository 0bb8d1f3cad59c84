"""The cheapest way from today's answers to a title: HiGHS proposes, exact scoring confirms."""
