"""Worksheets (Lembar Kerja Evaluasi, LKE): their scores, explanations and plans."""
