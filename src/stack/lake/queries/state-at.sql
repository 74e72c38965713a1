-- The last event of each subject of a provider before a moment: its state, where the vendor sends the whole object.
-- source: provider, such as com.github
-- at: moment
SELECT subject, name, time, id, dataref, data
FROM (
  SELECT subject, name, time, id, dataref, data,
         row_number() OVER (PARTITION BY origin, subject ORDER BY time DESC, receivedtime DESC, id DESC) AS place
  FROM events
  WHERE source = ? AND time <= CAST(from_iso8601_timestamp(?) AS timestamp) AND subject IS NOT NULL
) AS latest
WHERE place = 1
ORDER BY subject, id
