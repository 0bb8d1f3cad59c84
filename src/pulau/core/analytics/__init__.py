"""The country's figures (angka nasional): funnel, forecast, differences between levels, times, strengths of areas."""
