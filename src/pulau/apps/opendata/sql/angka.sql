-- Angka negara, dihitung ulang dari unit-years.parquet. Jalankan di folder rilis: duckdb < angka.sql
-- The country's figures, recomputed from unit-years.parquet. Run it in the folder of the release: duckdb < angka.sql

-- 1. Berapa unit mencanangkan sendiri, dan berapa yang diam? / How many units declared themselves, how many are silent?
SELECT year,
       count(*) AS units,
       count(*) FILTER (WHERE declared_on IS NOT NULL AND NOT symbolic) AS declared,
       count(*) FILTER (WHERE symbolic) AS symbolic,
       count(*) FILTER (WHERE silent) AS silent
FROM 'unit-years.parquet'
GROUP BY year ORDER BY year;

-- 2. Berapa unit berpredikat pada akhir tahun, dan berapa yang baru ditetapkan? / Titles held at the end, and granted in the year
SELECT year,
       count(*) FILTER (WHERE title = 'WBK') AS wbk,
       count(*) FILTER (WHERE title = 'WBBM') AS wbbm,
       count(*) FILTER (WHERE title = 'WBK' AND year(title_since) = year) AS granted_wbk,
       count(*) FILTER (WHERE title = 'WBBM' AND year(title_since) = year) AS granted_wbbm,
       count(*) FILTER (WHERE state = 'not-passed') AS not_passed,
       count(*) FILTER (WHERE state = 'revoked') AS revoked
FROM 'unit-years.parquet'
GROUP BY year ORDER BY year;

-- 3. Seberapa jauh nilai TPI dari nilai TPN? / How far is TPI's score from TPN's?
SELECT year,
       count(*) AS both,
       avg(internal_total - total) AS difference
FROM 'unit-years.parquet'
WHERE internal_total IS NOT NULL AND total IS NOT NULL
GROUP BY year ORDER BY year;

-- 4. Angka setiap provinsi / Figures of each province
SELECT province AS place, year,
       count(DISTINCT agency_id) AS agencies,
       count(*) AS units,
       count(*) FILTER (WHERE title = 'WBK') AS wbk,
       count(*) FILTER (WHERE title = 'WBBM') AS wbbm
FROM 'unit-years.parquet'
GROUP BY ALL ORDER BY place, year;

-- 5. Nilai rata-rata per area / The mean score of each area
SELECT y.year, y.regulation, a.area, count(*) AS units, avg(a.percent) AS percent
FROM 'areas.parquet' a JOIN 'unit-years.parquet' y USING (unit_id, year)
GROUP BY ALL ORDER BY y.year, y.regulation, a.area;
