import { storedRequest } from "../../src/core/delivery.ts";
import type { Proof } from "../../src/core/proof.ts";
import { normalize } from "../../src/events/normalize.ts";
import { orderGroup } from "../../src/receive/order-group.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { fixturesOf } from "../support/fixtures.ts";
import { type Example, type ExampleCase, examples } from "./examples.ts";
import { deliveryFrom, sourceOf } from "./identity-of.ts";

/** A line with its name in front. */
const line = (name: string, text: string): string => `  ${name.padEnd(6)} ${text}`;

/** A proof as it stands in the message, an item on each line. */
function proofLines({ items = {}, ...whole }: Proof): readonly string[] {
  const own = Object.entries(items).map(([path, proof]) => line("", `item ${path} ${JSON.stringify(proof)}`));
  return [line("proof", JSON.stringify(whole)), ...own];
}

/** What the bridge makes of one request: its events' ids and keys, and what it says of a duplicate. */
async function caseText(example: Example, one: ExampleCase, published: Set<string>): Promise<string> {
  const provider = await loadProvider(example.provider);
  const name = one.fixture ?? example.fixture;
  const fixture = fixturesOf(example.provider).find((recorded) => recorded.name === name);
  if (!fixture) throw new Error(`no fixture ${example.provider}/${name}`);
  const request = one.change ? one.change(fixture.request) : fixture.request;
  const delivery = await deliveryFrom(provider, fixture, request, fixture.secrets);
  if (!delivery) throw new Error(`${example.provider}: "${one.title}" was refused`);
  const source = {
    ...sourceOf(provider),
    name: example.source,
    redact: one.redact ?? [],
    strictDeduplication: one.strict === true,
  };
  const { events } = normalize({ ...delivery, source: source.name }, source, new Set(["main"]));
  const isFirst = published.size === 0;
  const known = new Set(published);
  const lines = events.flatMap(({ envelope, key }) => {
    published.add(key);
    return [line("id", envelope.id), line("key", known.has(key) ? `${key}  (a duplicate)` : key)];
  });
  if (!isFirst) return [`${one.title}:`, ...lines].join("\n");
  const group = orderGroup(source, storedRequest(delivery), delivery.proof);
  return [`${one.title}:`, ...proofLines(delivery.proof), ...lines, line("group", String(group))].join("\n");
}

/** The text of an example's section: what the code makes of each of its requests, one after another. */
async function sectionText(example: Example): Promise<string> {
  const texts: string[] = [];
  const published = new Set<string>();
  for (const one of example.cases) texts.push(await caseText(example, one, published));
  return `\`\`\`text\n${texts.join("\n\n")}\n\`\`\``;
}

const marks = (section: string): readonly [begin: string, end: string] => [
  `<!-- begin ${section} (node test/identity/write-page.ts) -->`,
  `<!-- end ${section} -->`,
];

/** docs/identity.md with its sections as the code gives them. */
export async function withExamples(page: string): Promise<string> {
  let text = page;
  for (const example of examples) {
    const [begin, end] = marks(example.provider);
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from === -1 || to < from) throw new Error(`docs/identity.md has no section "${example.provider}"`);
    text = `${text.slice(0, from + begin.length)}\n${await sectionText(example)}\n${text.slice(to)}`;
  }
  return text;
}
