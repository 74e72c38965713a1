-- One event with its payload.
-- id: detail.id
-- since: day, default 30 days ago
SELECT DISTINCT time, type, bridgesource, deliveryid, subject, dataref, data
FROM events
WHERE id = ? AND day >= ?
ORDER BY time DESC
