-- Events that are in the lake more than once: EventBridge and Firehose both deliver at least once.
-- since: day, default 30 days ago
SELECT source, origin, id, count(*) AS copies, min(day) AS first_day, max(day) AS last_day
FROM events
WHERE day >= ?
GROUP BY source, origin, id
HAVING count(*) > 1
ORDER BY copies DESC, source, origin, id
LIMIT 100
