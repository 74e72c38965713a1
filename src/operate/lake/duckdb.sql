SET TimeZone = 'UTC';
CREATE MACRO json_extract_scalar(value, path) AS json_extract_string(value, path);
CREATE MACRO json_format(value) AS CAST(value AS VARCHAR);
CREATE MACRO from_iso8601_timestamp(value) AS CAST(value AS TIMESTAMPTZ);
CREATE MACRO approx_percentile(value, share) AS approx_quantile(value, share);
