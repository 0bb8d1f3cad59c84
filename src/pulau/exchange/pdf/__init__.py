"""The summary of a result as a PDF (PDF/A-2a and PDF/UA-1), set by typst."""
