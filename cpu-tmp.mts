import { explain } from "/work/wt-explain/src/operate/explain/explain.ts";
import { caseOf, recordingsFor, worldOf } from "/work/wt-explain/test/operate/explain/cases/generate.ts";

const seed = process.argv[2]!;
const world = await worldOf(seed);
for (const id of process.argv.slice(3)) {
  const [word, kindName, provider, ...rest] = id.split("/");
  for (const kind of world.kinds.filter((k) => k.word === word && k.name === kindName))
    for (const rec of recordingsFor(world, kind).filter(
      (r) => r.provider.id === provider && r.fixture.name === rest.join("/"),
    )) {
      const c = await caseOf(world, kind, rec);
      if (!c) {
        console.log("no case", id);
        continue;
      }
      await explain(c.question);
      const b = process.cpuUsage();
      await explain(c.question);
      const a = process.cpuUsage(b);
      console.log(id, Math.round((a.user + a.system) / 1000) + " ms cpu", c.question.request.length, "bytes");
    }
}
