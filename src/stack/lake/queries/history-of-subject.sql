-- What happened to one subject, the oldest first.
-- source: provider, such as com.github
-- subject: subject
SELECT time, name, entity, action, bridgesource, id, dataref, data
FROM (
  SELECT time, name, entity, action, bridgesource, id, dataref, data, receivedtime,
         row_number() OVER (PARTITION BY origin, id ORDER BY receivedtime) AS copy
  FROM events
  WHERE source = ? AND subject = ?
) AS copies
WHERE copy = 1
ORDER BY time, receivedtime, id
