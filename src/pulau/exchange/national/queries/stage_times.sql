-- title.id: Waktu di setiap tahap
-- title.en: Time in each stage
-- about.id: Berapa hari unit menunggu di antara dua tahap. Unit yang masih menunggu ikut dihitung sampai hari terakhir yang diketahui
-- about.id: (peristiwa terbaru yang diumumkan), dengan cara Kaplan-Meier; yang gugur di tengah dihitung sampai hari gugurnya. Tanggal yang
-- about.id: terbalik tidak dihitung.
-- about.en: How many days units wait between two stages. Those that still wait count up to the last day that is known (the newest thing
-- about.en: that happened in public), after Kaplan and Meier; those that leave on the way, up to the day they left. Dates in the wrong
-- about.en: order are not counted.
-- column step.id: Dari tahap mana ke tahap mana
-- column step.en: From which stage to which
-- column days.id: Hari menunggu
-- column days.en: Days of waiting
-- column done.id: 1: selesai; 0: masih menunggu atau gugur
-- column done.en: 1: finished; 0: still waiting, or left
-- column units.id: Unit
-- column units.en: Units
WITH known AS (
  SELECT MAX(day) AS last_day
  FROM events
  WHERE kind IN ('declared', 'handed-in', 'internal', 'national', 'not-passed', 'granted', 'revoked')
), declared AS (
  SELECT unit_id, MIN(declared_on) AS begun
  FROM unit_years
  WHERE declared_on IS NOT NULL AND NOT symbolic
  GROUP BY unit_id
), handed_in AS (
  SELECT unit_id, MIN(handed_in_on) AS finished
  FROM unit_years
  GROUP BY unit_id
), waits AS (
  SELECT 'declared-handed-in' AS step, d.begun, h.finished, u.until AS gone
  FROM declared d
  JOIN handed_in h ON h.unit_id = d.unit_id
  JOIN units u ON u.unit_id = d.unit_id
  UNION ALL
  SELECT 'handed-in-internal' AS step, handed_in_on AS begun, internal_on AS finished,
         COALESCE(not_passed_on, ended_on) AS gone
  FROM unit_years
  UNION ALL
  SELECT 'internal-national' AS step, internal_on AS begun, national_on AS finished,
         COALESCE(not_passed_on, ended_on) AS gone
  FROM unit_years
  UNION ALL
  SELECT 'national-decided' AS step, national_on AS begun, COALESCE(granted_on, not_passed_on) AS finished,
         ended_on AS gone
  FROM unit_years
), watched AS (
  SELECT step, begun,
         COALESCE(finished, CASE WHEN gone < last_day THEN gone ELSE last_day END) AS stopped,
         CASE WHEN finished IS NULL THEN 0 ELSE 1 END AS done
  FROM waits
  CROSS JOIN known
)
SELECT step, date_diff('day', begun, stopped) AS days, done, COUNT(*) AS units
FROM watched
WHERE begun IS NOT NULL AND stopped >= begun
GROUP BY step, date_diff('day', begun, stopped), done
ORDER BY step, days, done
