-- title.id: Tren per tahun
-- title.en: Trends by year
-- about.id: Unit kerja tiap tahun: berapa yang mencanangkan, ditetapkan WBK atau WBBM, belum lulus, dan dicabut predikatnya;
-- about.id: seluruh negara, per provinsi, dan per jenis unit. Setiap tahun dihitung seperti keadaan pada akhirnya, tahun berjalan seperti hari ini.
-- about.en: Work units in each year: how many declared, were granted WBK or WBBM, did not pass, and had their title revoked;
-- about.en: for the whole country, by province and by kind of unit. Each year is told as of its end, the current one as of today.
-- column scope.id: Cakupan: country (negara), province (provinsi), atau kind (jenis unit)
-- column scope.en: Scope: country, province or kind (of unit)
-- column place.id: `negara`, kode provinsi, atau kode jenis unit
-- column place.en: `negara` (the country), code of the province, or of the kind of unit
-- column year.id: Tahun
-- column year.en: Year
-- column units.id: Unit kerja yang ada
-- column units.en: Work units that exist
-- column declared.id: Yang mencanangkan sendiri, sampai akhir tahun
-- column declared.en: Declared themselves, by the end of the year
-- column symbolic.id: Yang dicanangkan secara simbolis
-- column symbolic.en: Declared symbolically, by another for them
-- column granted_wbk.id: Ditetapkan WBK pada tahun itu
-- column granted_wbk.en: Granted WBK in the year
-- column granted_wbbm.id: Ditetapkan WBBM pada tahun itu
-- column granted_wbbm.en: Granted WBBM in the year
-- column wbk.id: Berpredikat WBK pada akhir tahun
-- column wbk.en: With WBK at the end of the year
-- column wbbm.id: Berpredikat WBBM pada akhir tahun
-- column wbbm.en: With WBBM at the end of the year
-- column not_passed.id: Belum lulus
-- column not_passed.en: Did not pass
-- column revoked.id: Predikatnya dicabut pada tahun itu
-- column revoked.en: Title revoked in the year
WITH marked AS (
  SELECT year, province, kind, title, state, symbolic, revoked_on,
         CASE WHEN declared_on IS NOT NULL AND NOT symbolic THEN 1 ELSE 0 END AS declared,
         CASE WHEN EXTRACT(YEAR FROM title_since) = year THEN title END AS granted
  FROM unit_years
), placed AS (
  SELECT 'country' AS scope, 'negara' AS place, marked.* FROM marked
  UNION ALL
  SELECT 'province' AS scope, province AS place, marked.* FROM marked
  UNION ALL
  SELECT 'kind' AS scope, kind AS place, marked.* FROM marked
)
SELECT scope, place, year,
       COUNT(*) AS units,
       SUM(declared) AS declared,
       SUM(CASE WHEN symbolic THEN 1 ELSE 0 END) AS symbolic,
       SUM(CASE WHEN granted = 'WBK' THEN 1 ELSE 0 END) AS granted_wbk,
       SUM(CASE WHEN granted = 'WBBM' THEN 1 ELSE 0 END) AS granted_wbbm,
       SUM(CASE WHEN title = 'WBK' THEN 1 ELSE 0 END) AS wbk,
       SUM(CASE WHEN title = 'WBBM' THEN 1 ELSE 0 END) AS wbbm,
       SUM(CASE WHEN state = 'not-passed' THEN 1 ELSE 0 END) AS not_passed,
       SUM(CASE WHEN revoked_on IS NOT NULL THEN 1 ELSE 0 END) AS revoked
FROM placed
GROUP BY scope, place, year
ORDER BY scope, place, year
