"""Reports of evaluation (Laporan Hasil Evaluasi, LHE), made from the data, versioned and signed."""
