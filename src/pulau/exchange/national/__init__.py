"""The country's figures: nightly snapshots of the published facts as Parquet, and questions asked of them in SQL."""
