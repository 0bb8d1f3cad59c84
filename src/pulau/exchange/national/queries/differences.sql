-- title.id: Selisih TPI dan TPN
-- title.en: Differences between TPI and TPN
-- about.id: Nilai dari TPI dikurangi nilai dari TPN untuk unit yang dinilai keduanya, dalam poin: nilai total dan tiap area. Di atas nol
-- about.id: berarti TPI memberi lebih tinggi. Kuartil ditaksir di antara dua nilai menurut jaraknya. Kurang dari sepuluh unit: terlalu sedikit.
-- about.en: TPI's score less TPN's for the units that both judged, in points: the total and each area. Above nought, TPI gave more.
-- about.en: Quartiles lie between two values in proportion. Of fewer than ten units nothing is told.
-- column period.id: Tahun, atau `all` untuk semua tahun
-- column period.en: Year, or `all` for all years
-- column measure.id: `total` atau area perubahan
-- column measure.en: `total`, or the area of change
-- column units.id: Unit yang dinilai keduanya
-- column units.en: Units that both judged
-- column points.id: Jumlah selisih; dibagi jumlah unit menjadi rata-rata
-- column points.en: Differences added up; divided by the units, the mean
-- column lower_quartile.id: Kuartil bawah
-- column lower_quartile.en: Lower quartile
-- column median.id: Median
-- column median.en: Median
-- column upper_quartile.id: Kuartil atas
-- column upper_quartile.en: Upper quartile
-- column within_1.id: Unit dengan selisih paling banyak 1 poin
-- column within_1.en: Units within 1 point
-- column within_2.id: Unit dengan selisih paling banyak 2 poin
-- column within_2.en: Units within 2 points
-- column within_5.id: Unit dengan selisih paling banyak 5 poin
-- column within_5.en: Units within 5 points
-- column higher.id: Unit yang dinilai lebih tinggi oleh TPI
-- column higher.en: Units to which TPI gave more
WITH twice AS (
  SELECT year, 'total' AS measure, internal_total - total AS difference
  FROM unit_years
  WHERE level = 'tpn' AND internal_total IS NOT NULL AND total IS NOT NULL
  UNION ALL
  SELECT a.year, a.area AS measure, (a.internal_percent - a.percent) * a.weight * 0.01 AS difference
  FROM areas a
  JOIN unit_years y ON y.unit_id = a.unit_id AND y.year = a.year
  WHERE y.level = 'tpn' AND a.internal_percent IS NOT NULL
), dated AS (
  SELECT 'all' AS period, measure, difference FROM twice
  UNION ALL
  SELECT CAST(year AS VARCHAR) AS period, measure, difference FROM twice
), ordered AS (
  SELECT period, measure, difference,
         COUNT(*) OVER (PARTITION BY period, measure) - 1 AS last_nth,
         ROW_NUMBER() OVER (PARTITION BY period, measure ORDER BY difference) - 1 AS nth
  FROM dated
)
SELECT period, measure,
       COUNT(*) AS units,
       SUM(difference) AS points,
       -- each value weighs as much as it is near the place of the quantile, in quarters or halves
       SUM(CASE WHEN ABS(last_nth - 4 * nth) < 4 THEN difference * (4 - ABS(last_nth - 4 * nth)) ELSE 0 END) * 0.25 AS lower_quartile,
       SUM(CASE WHEN ABS(last_nth - 2 * nth) < 2 THEN difference * (2 - ABS(last_nth - 2 * nth)) ELSE 0 END) * 0.5 AS median,
       SUM(CASE WHEN ABS(3 * last_nth - 4 * nth) < 4 THEN difference * (4 - ABS(3 * last_nth - 4 * nth)) ELSE 0 END) * 0.25 AS upper_quartile,
       SUM(CASE WHEN ABS(difference) <= 1 THEN 1 ELSE 0 END) AS within_1,
       SUM(CASE WHEN ABS(difference) <= 2 THEN 1 ELSE 0 END) AS within_2,
       SUM(CASE WHEN ABS(difference) <= 5 THEN 1 ELSE 0 END) AS within_5,
       SUM(CASE WHEN difference > 0 THEN 1 ELSE 0 END) AS higher
FROM ordered
GROUP BY period, measure
ORDER BY period, measure
