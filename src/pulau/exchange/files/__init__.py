"""Files of evidence: which are taken, what is in them, how they are shown; read from strangers, trusted in nothing."""
