"""What is done with zone areas: a module for each thing."""
