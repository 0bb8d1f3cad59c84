"""A season played through by invented people with the services of everybody, to see that the rules hold."""
