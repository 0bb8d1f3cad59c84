-- title.id: Corong per angkatan
-- title.en: Funnel by cohort
-- about.id: Unit yang mencanangkan pada tahun yang sama adalah satu angkatan: berapa yang sampai ke tiap tahap sejauh ini. Yang mencapai
-- about.id: tahap kemudian dihitung sudah melewati tahap sebelumnya. Pencanangan simbolis tidak dihitung; predikat yang dicabut tetap pernah dicapai.
-- about.en: Units that first declared in the same year are a cohort: how many reached each stage so far. Whoever reached a later stage
-- about.en: counts as having reached those before. Symbolic declarations do not count; a revoked title was reached all the same.
-- column cohort.id: Tahun pencanangan pertama; kosong untuk yang belum mencanangkan sendiri
-- column cohort.en: Year of the first declaration; empty for those that have not declared themselves
-- column declared.id: Mencanangkan
-- column declared.en: Declared
-- column self_assessed.id: Menilai diri
-- column self_assessed.en: Self-assessed
-- column internal.id: Dinilai TPI
-- column internal.en: Judged by TPI
-- column national.id: Dievaluasi TPN
-- column national.en: Evaluated by TPN
-- column wbk.id: Pernah WBK
-- column wbk.en: Ever had WBK
-- column wbbm.id: Pernah WBBM
-- column wbbm.en: Ever had WBBM
WITH reached AS (
  SELECT unit_id, 0 AS step, CAST(NULL AS DATE) AS day FROM units
  UNION ALL
  SELECT unit_id, 1 AS step, declared_on AS day FROM unit_years WHERE declared_on IS NOT NULL AND NOT symbolic
  UNION ALL
  SELECT unit_id, 2 AS step, handed_in_on AS day FROM unit_years WHERE handed_in_on IS NOT NULL
  UNION ALL
  SELECT unit_id, 3 AS step, internal_on AS day FROM unit_years WHERE internal_on IS NOT NULL
  UNION ALL
  SELECT unit_id, 4 AS step, national_on AS day FROM unit_years WHERE national_on IS NOT NULL
  UNION ALL
  SELECT unit_id, CASE WHEN title = 'WBK' THEN 5 ELSE 6 END AS step, since AS day FROM titles
), furthest AS (
  SELECT unit_id, MAX(step) AS step, MIN(CASE WHEN step = 1 THEN day END) AS declared_on
  FROM reached
  GROUP BY unit_id
)
SELECT EXTRACT(YEAR FROM declared_on) AS cohort,
       COUNT(*) AS declared,
       SUM(CASE WHEN step >= 2 THEN 1 ELSE 0 END) AS self_assessed,
       SUM(CASE WHEN step >= 3 THEN 1 ELSE 0 END) AS internal,
       SUM(CASE WHEN step >= 4 THEN 1 ELSE 0 END) AS national,
       SUM(CASE WHEN step >= 5 THEN 1 ELSE 0 END) AS wbk,
       SUM(CASE WHEN step >= 6 THEN 1 ELSE 0 END) AS wbbm
FROM furthest
GROUP BY EXTRACT(YEAR FROM declared_on)
ORDER BY cohort
