"""Reading and writing without Django: pack files, JSON, workbooks, PDF, and the sentences people read."""
