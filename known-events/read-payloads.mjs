// How each event's payload is named in its vendor's type package.
import ts from "typescript";
import { literalsOf, membersOf, typeIn } from "./compile.mjs";

const flags = ts.TypeFormatFlags.UseFullyQualifiedType | ts.TypeFormatFlags.NoTruncation;

/** What a type can be called in the module; undefined for one without a name there. */
function nameOf({ checker, source }, type, { prefix, union }) {
  if (prefix) return `${prefix}${type.symbol.name}`;
  const text = checker.typeToString(type, source, flags);
  const root = union.split(".")[0];
  return text.startsWith(`${root}.`) && /^[\w.]+$/.test(text) ? text : undefined;
}

/** More types than this are looked up by the name. */
const mostMembers = 2;

/** Looks up the members of a union whose property `key` can be a name. */
const lookUp = ({ union, key }) => [
  `type Of<Name> = ${union} extends infer E`,
  `  ? (E extends { ${key}?: infer N } ? (Name extends N ? E : never) : never) : never;`,
];

const orLookUp = (texts, look) =>
  texts.length > mostMembers || texts.includes(undefined) ? look : [...new Set(texts)].join(" | ");

/** A union whose members have the name in a property. */
function ofUnion(list, read, names) {
  const { checker, type } = read;
  const members = membersOf(type).map((member) => {
    const property = member.getProperty(list.key);
    const value = property && checker.getTypeOfSymbol(property);
    return { member, has: new Set(value ? literalsOf(value) : []) };
  });
  return names.flatMap((name) => {
    const found = members.filter(({ has }) => has.has(name));
    if (found.length === 0) return [];
    const texts = found.map(({ member }) => nameOf(read, member, list));
    return [[name, orLookUp(texts, `Of<"${name}">`)]];
  });
}

/** A union by type, where the name is type and action. */
function ofActions(list, read, names) {
  const types = [...new Set(names.map((name) => name.split(".")[0]))];
  const byType = new Map(ofUnion(list, read, types));
  return names.flatMap((name) => {
    const text = byType.get(name.split(".")[0]);
    return text ? [[name, text]] : [];
  });
}

/** A map of events, whose members may have actions. */
function ofMap(list, read, names) {
  const { checker, type } = read;
  return type.getProperties().flatMap((event) => {
    const members = membersOf(checker.getTypeOfSymbol(event));
    const byName = new Map();
    for (const member of members) {
      const action = member.getProperty("action");
      const actions = action ? literalsOf(checker.getTypeOfSymbol(action)) : [undefined];
      for (const value of actions)
        byName.set(value, [...(byName.get(value) ?? []), nameOf(read, member, list)]);
    }
    return [...byName].flatMap(([action, texts]) => {
      const name = action === undefined ? event.name : `${event.name}.${action}`;
      return names.includes(name) ? [[name, orLookUp(texts, `Of<"${event.name}", "${action}">`)]] : [];
    });
  });
}

const kinds = {
  actions: ofActions,
  map: ofMap,
  keys: (_list, { type }, names) =>
    names.filter((name) => type.getProperty(name)).map((name) => [name, `"${name}"`]),
};

const wrapped = ({ wrap }, text) => (wrap ? `${wrap}<${text}>` : text);

/**
 * The payload types of a vendor: what a module of them is made of.
 * @param list an element of payloads.mjs
 * @param names the vendor's names that its package lists
 * @returns the module's own imports and types, and the type of each payload by the event's name
 * @throws when a type does not compile
 */
export function readPayloads(list, names) {
  const { from, head: own, union, all } = list;
  const read = typeIn(`${own.join("\n")}\nexport type Union = ${union};`, from);
  const found = (kinds[list.kind] ?? ofUnion)(list, read, names);
  if (found.length === 0)
    throw new Error(`${list.provider}: ${from} has no events where payloads.mjs looks for them.`);
  const types = Object.fromEntries(found.map(([name, text]) => [name, all ?? wrapped(list, text)]));
  const isLookedUp = Object.values(types).some((text) => /\bOf</.test(text));
  const head = [
    ...own,
    ...(isLookedUp && !own.some((line) => line.startsWith("type Of<")) ? lookUp(list) : []),
  ];
  const lines = Object.entries(types).map(([name, text]) => `${JSON.stringify(name)}: ${text};`);
  typeIn(`${head.join("\n")}\nexport interface Map {\n${lines.join("\n")}\n}`, from);
  return { head, types };
}
