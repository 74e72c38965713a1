-- Who failed to sign in, the most failures first.
-- since: day, default 30 days ago
-- least: failures, default 5
SELECT source, subject, count(DISTINCT origin || ' ' || id) AS failures, min(time) AS first_at, max(time) AS last_at
FROM events
WHERE day >= ? AND entity = 'login' AND action = 'failed'
GROUP BY source, subject
HAVING count(DISTINCT origin || ' ' || id) >= CAST(? AS bigint)
ORDER BY failures DESC, source, subject
