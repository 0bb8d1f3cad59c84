"""The model of a regulation pack: the law as data, parsed from text, frozen, with a digest. Opens nothing."""
