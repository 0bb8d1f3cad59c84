-- title.id: Pertumbuhan per provinsi
-- title.en: Growth by province
-- about.id: Per provinsi: unit kerja, yang mencanangkan sendiri, dan yang berpredikat pada akhir tiap tahun, serta bertambah atau berkurang
-- about.id: berapa dari tahun sebelumnya.
-- about.en: By province: work units, those that declared themselves, and those with a title at the end of each year, and by how many they grew
-- about.en: or shrank since the year before.
-- column province.id: Kode provinsi, `pusat`, atau `lain`
-- column province.en: Code of the province, `pusat` or `lain`
-- column year.id: Tahun
-- column year.en: Year
-- column units.id: Unit kerja yang ada
-- column units.en: Work units that exist
-- column declared.id: Yang mencanangkan sendiri, sampai akhir tahun
-- column declared.en: Declared themselves, by the end of the year
-- column titled.id: Berpredikat WBK atau WBBM pada akhir tahun
-- column titled.en: With WBK or WBBM at the end of the year
-- column declared_growth.id: Bertambah mencanangkan dari tahun sebelumnya
-- column declared_growth.en: Declared more than the year before
-- column titled_growth.id: Bertambah berpredikat dari tahun sebelumnya
-- column titled_growth.en: With a title, more than the year before
WITH counted AS (
  SELECT province, year,
         COUNT(*) AS units,
         SUM(CASE WHEN declared_on IS NOT NULL AND NOT symbolic THEN 1 ELSE 0 END) AS declared,
         SUM(CASE WHEN title IN ('WBK', 'WBBM') THEN 1 ELSE 0 END) AS titled
  FROM unit_years
  GROUP BY province, year
)
SELECT province, year, units, declared, titled,
       declared - LAG(declared) OVER (PARTITION BY province ORDER BY year) AS declared_growth,
       titled - LAG(titled) OVER (PARTITION BY province ORDER BY year) AS titled_growth
FROM counted
ORDER BY province, year
