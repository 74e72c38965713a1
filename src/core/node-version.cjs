// Plain CommonJS without new syntax: it must run on a Node.js that is too old for everything else.

/** Parts of `v22.18.0` or `>=22.18` as numbers. */
function parts(text) {
  return /(\d+)\.(\d+)/.exec(text).slice(1).map(Number);
}

/**
 * Says what to do about a Node.js that is too old.
 * @param version `process.version`
 * @param wanted `engines.node` of package.json: `>=22.18`
 * @returns undefined when it is new enough
 */
exports.nodeComplaint = (version, wanted) => {
  const [major, minor] = parts(version);
  const [lowestMajor, lowestMinor] = parts(wanted);
  if (major > lowestMajor || (major === lowestMajor && minor >= lowestMinor)) return undefined;
  return [
    `error: hookbridge needs Node.js ${lowestMajor}.${lowestMinor} or newer, and this is Node.js ${version.replace(/^v/, "")} (${process.execPath}).`,
    "  next:  Install Node.js 24, which is what runs on Lambda too (https://nodejs.org), then run the same command again.",
  ].join("\n");
};
