"""The public portal: pages that anybody reads, made of published rows alone."""
