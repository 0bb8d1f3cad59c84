"""What the result page shows: plain values for templates, made from an evaluation, in the reader's language."""
