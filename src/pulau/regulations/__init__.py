"""The law as data: a folder for each regulation with its pack, its words and its worked examples."""
