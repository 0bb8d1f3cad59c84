-- title.id: Senyap sesudah mencanangkan
-- title.en: Silent after declaring
-- about.id: Unit yang sudah dicanangkan lalu tidak tampak kegiatannya, dan bagiannya dari semua yang dicanangkan, dengan rentang 95%
-- about.id: (Wilson). Kurang dari sepuluh unit yang dicanangkan: bagiannya tidak disebut.
-- about.en: Units that were declared and show no activity since, and their share of all that were declared, with its 95 % interval
-- about.en: (Wilson). Of fewer than ten declared units no share is told.
-- column scope.id: Cakupan: country (negara), province (provinsi), atau kind (jenis unit)
-- column scope.en: Scope: country, province or kind (of unit)
-- column place.id: `negara`, kode provinsi, atau kode jenis unit
-- column place.en: `negara` (the country), code of the province, or of the kind of unit
-- column year.id: Tahun
-- column year.en: Year
-- column declared.id: Unit yang dicanangkan, sendiri atau secara simbolis
-- column declared.en: Units declared, by themselves or symbolically
-- column silent.id: Di antaranya yang senyap
-- column silent.en: Of them silent
WITH declared AS (
  SELECT year, province, kind, CASE WHEN silent THEN 1 ELSE 0 END AS silent
  FROM unit_years
  WHERE declared_on IS NOT NULL OR symbolic
), placed AS (
  SELECT 'country' AS scope, 'negara' AS place, declared.* FROM declared
  UNION ALL
  SELECT 'province' AS scope, province AS place, declared.* FROM declared
  UNION ALL
  SELECT 'kind' AS scope, kind AS place, declared.* FROM declared
)
SELECT scope, place, year, COUNT(*) AS declared, SUM(silent) AS silent
FROM placed
GROUP BY scope, place, year
ORDER BY scope, place, year
