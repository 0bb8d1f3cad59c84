"""Reports of evaluation (Laporan Hasil Evaluasi, LHE): their content as plain data, and its forms: PDF, DOCX, page."""
