-- How long after an event its delivery came, vendor by vendor: of 100 events, 95 came within these seconds.
-- since: day, default 30 days ago
SELECT source, count(*) AS events, approx_percentile(seconds, 0.95) AS p95_seconds, max(seconds) AS most_seconds
FROM (
  SELECT source, date_diff('second', time, receivedtime) AS seconds,
         row_number() OVER (PARTITION BY origin, id ORDER BY receivedtime) AS copy
  FROM events
  WHERE day >= ?
) AS copies
WHERE copy = 1
GROUP BY source
ORDER BY p95_seconds DESC, source
