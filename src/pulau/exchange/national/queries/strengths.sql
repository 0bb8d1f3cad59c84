-- title.id: Kekuatan dan kelemahan per area
-- title.en: Strengths and weaknesses by area
-- about.id: Per area perubahan: bagian unit yang mencapai batas predikat yang ditujunya, dan median persen nilainya. Hanya tahun
-- about.id: yang hasilnya sudah tetap. Sel dengan kurang dari tiga unit tidak ditampilkan, begitu juga sel lain yang membuatnya dapat dihitung.
-- about.en: For each area of change: the share of units that reach the minimum of the title they were judged for, and the median
-- about.en: percent. Only years whose outcome is final. Cells of fewer than three units are hidden, and so is another that would tell them.
-- column scope.id: Cakupan: country (negara), province (provinsi), atau kind (jenis unit)
-- column scope.en: Scope: country, province or kind (of unit)
-- column place.id: `negara`, kode provinsi, atau kode jenis unit
-- column place.en: `negara` (the country), code of the province, or of the kind of unit
-- column year.id: Tahun
-- column year.en: Year
-- column area.id: Area perubahan
-- column area.en: Area of change
-- column units.id: Unit yang dinilai
-- column units.en: Units that were judged
-- column met.id: Unit yang mencapai batas
-- column met.en: Units that reach the minimum
-- column median.id: Median, dalam persen dari bobot
-- column median.en: Median, in percent of the weight
-- column percents.id: Jumlah persen semua unit; dibagi jumlah unit menjadi rata-rata
-- column percents.en: Percents of all units added up; divided by the units, the mean
WITH judged AS (
  SELECT a.year, a.area, a.percent, y.province, y.kind,
         CASE WHEN a.percent >= g.required THEN 1 ELSE 0 END AS met
  FROM areas a
  JOIN unit_years y ON y.unit_id = a.unit_id AND y.year = a.year
  JOIN gates g ON g.unit_id = a.unit_id AND g.year = a.year AND g.title = y.aim AND g.measure = 'areas.' || a.area
), placed AS (
  SELECT 'country' AS scope, 'negara' AS place, judged.* FROM judged
  UNION ALL
  SELECT 'province' AS scope, province AS place, judged.* FROM judged
  UNION ALL
  SELECT 'kind' AS scope, kind AS place, judged.* FROM judged
), ordered AS (
  SELECT scope, place, year, area, percent, met,
         COUNT(*) OVER (PARTITION BY scope, place, year, area) - 1 AS last_nth,
         ROW_NUMBER() OVER (PARTITION BY scope, place, year, area ORDER BY percent) - 1 AS nth
  FROM placed
)
SELECT scope, place, year, area,
       COUNT(*) AS units,
       SUM(met) AS met,
       -- the middle one, or half of each of the two in the middle
       SUM(CASE WHEN ABS(last_nth - 2 * nth) < 2 THEN percent * (2 - ABS(last_nth - 2 * nth)) ELSE 0 END) * 0.5 AS median,
       SUM(percent) AS percents
FROM ordered
GROUP BY scope, place, year, area
ORDER BY scope, place, year, area
