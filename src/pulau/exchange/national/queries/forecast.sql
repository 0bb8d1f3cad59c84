-- title.id: Prakiraan penetapan
-- title.en: Forecast of grants
-- about.id: Berapa unit yang untuk pertama kali akan ditetapkan WBK atau WBBM: unit yang berdiri di tiap tahap pada akhir tahun, dikali
-- about.id: bagian yang dahulu sampai ke predikat setahun kemudian. SQL ini memberi perjalanan unit (tahun pertama di tiap tahap); hitungan
-- about.id: selanjutnya ada di dokumentasi. Yang tidak diketahuinya: kuota, perubahan aturan, dan sudah berapa lama unit di tahapnya.
-- about.en: How many units will be granted WBK or WBBM for the first time: those that stand at each stage at the end of the year, times the
-- about.en: share that had the title a year on in the past. This SQL gives the ways of units (their first year at each stage); the rest is
-- about.en: in the documentation. What it does not know: quotas, changes of the law, how long a unit has stood at its stage.
-- column declared.id: Tahun pertama mencanangkan sendiri
-- column declared.en: First year in which it declared itself
-- column self_assessed.id: Tahun pertama menilai diri
-- column self_assessed.en: First year of a self-assessment
-- column internal.id: Tahun pertama dinilai TPI
-- column internal.en: First year in which TPI judged it
-- column national.id: Tahun pertama dievaluasi TPN
-- column national.en: First year in which TPN evaluated it
-- column wbk.id: Tahun pertama WBK
-- column wbk.en: First year of WBK
-- column wbbm.id: Tahun pertama WBBM
-- column wbbm.en: First year of WBBM
-- column units.id: Unit yang menempuh jalan itu
-- column units.en: Units that went this way
WITH way AS (
  SELECT unit_id,
         MIN(CASE WHEN NOT symbolic THEN declared_on END) AS declared_on,
         MIN(handed_in_on) AS handed_in_on,
         MIN(internal_on) AS internal_on,
         MIN(national_on) AS national_on
  FROM unit_years
  GROUP BY unit_id
), granted AS (
  SELECT unit_id,
         MIN(CASE WHEN title = 'WBK' THEN since END) AS wbk_on,
         MIN(CASE WHEN title = 'WBBM' THEN since END) AS wbbm_on
  FROM titles
  GROUP BY unit_id
), years AS (
  SELECT EXTRACT(YEAR FROM w.declared_on) AS declared,
         EXTRACT(YEAR FROM w.handed_in_on) AS self_assessed,
         EXTRACT(YEAR FROM w.internal_on) AS internal,
         EXTRACT(YEAR FROM w.national_on) AS national,
         EXTRACT(YEAR FROM g.wbk_on) AS wbk,
         EXTRACT(YEAR FROM g.wbbm_on) AS wbbm
  FROM way w
  LEFT JOIN granted g ON g.unit_id = w.unit_id
)
SELECT declared, self_assessed, internal, national, wbk, wbbm, COUNT(*) AS units
FROM years
GROUP BY declared, self_assessed, internal, national, wbk, wbbm
ORDER BY declared, self_assessed, internal, national, wbk, wbbm
