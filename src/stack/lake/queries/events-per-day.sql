-- How many events of each type happened on each day, those that came later too.
-- since: day, default 30 days ago
SELECT CAST(time AS date) AS happened_on, source, name, count(DISTINCT origin || ' ' || id) AS events
FROM events
WHERE day >= ?
GROUP BY CAST(time AS date), source, name
ORDER BY happened_on, events DESC, source, name
