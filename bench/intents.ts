/**
 * How long the declared intents of the seeds take, all systems together: the first time, as a command judges them,
 * and again; then each intent by itself. Says how the verdicts are shared out, and which targets take longest.
 * Run with `npx tsx bench/intents.ts [rounds]`.
 */
import { checkIntents, parseIntents, type ParsedIntents } from '../src/intents/index.ts';
import { nodeHost } from '../src/host/node.ts';
import type { IntentResult } from '../src/model/intent-result.ts';
import type { SourceFile } from '../src/model/policy-source.ts';
import { useReferenceData } from '../src/reference/data.ts';
import { fileText, readSources } from '../src/sources/index.ts';

useReferenceData(nodeHost);

const SYSTEMS = ['deepsql', 'doit', 'sst'] as const;

interface System {
  readonly name: string;
  readonly intents: ParsedIntents;
  readonly sources: readonly SourceFile[];
}

const text = (path: string): string => fileText(nodeHost.readFile(path));

async function readSystem(name: string): Promise<System> {
  const folder = `fixtures/templates/${name}`;
  const path = `${folder}/policy-lint.intents.yaml`;
  const { intents, errors } = await parseIntents(text(path), path);
  if (intents === undefined) throw new Error(`${path}: ${errors[0]?.message ?? 'it can not be read'}`);
  const { paths } = await nodeHost.findFiles(`${folder}/**/*.{yaml,json}`);
  return { name, intents, sources: paths.filter((found) => found !== path).flatMap((found) => readSources(found, text(found), { host: nodeHost })) };
}

function shares(results: readonly IntentResult[]): string {
  const counts = new Map<string, number>();
  for (const { verdict, vacuous } of results) {
    const kind = vacuous === true ? 'vacuous' : verdict;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return ['holds', 'vacuous', 'violated', 'unknown'].map((kind) => `${kind} ${((100 * (counts.get(kind) ?? 0)) / results.length).toFixed(1)} %`).join(', ');
}

const rounds = Number(process.argv[2] ?? 3);
const slowest: { readonly name: string; readonly time: number }[] = [];

const beforeReading = process.cpuUsage();
const systems = await Promise.all(SYSTEMS.map(readSystem));
console.log(`reading ${systems.flatMap(({ sources }) => sources).length} files: ${(process.cpuUsage(beforeReading).user / 1000).toFixed(0)} ms of CPU`);
for (let round = 1; round <= rounds; round += 1) {
  const before = process.cpuUsage();
  const start = performance.now();
  const results: IntentResult[] = [];
  for (const { name, intents, sources } of systems) {
    // Read again, nothing is known of them: what questions share is shared within a round only.
    const fresh = round === 1 ? sources : sources.flatMap(({ path }) => readSources(path, text(path)));
    for (const target of intents.file.targets) {
      const began = performance.now();
      const others = intents.file.targets.map((each) => (each === target ? each : { ...each, intents: [] }));
      results.push(...checkIntents(fresh, { ...intents, file: { ...intents.file, targets: others } }, { host: nodeHost }));
      if (round === 1) slowest.push({ name: `${name}: ${target.name ?? [target.principal ?? target.policy ?? target.trust ?? ''].flat().join(', ')}`, time: performance.now() - began });
    }
  }
  const cpu = process.cpuUsage(before).user / 1000;
  console.log(`round ${round}: ${results.length} intents, ${(performance.now() - start).toFixed(0)} ms, ${cpu.toFixed(0)} ms of CPU; ${shares(results)}`);
}
for (const { name, time } of slowest.sort((one, other) => other.time - one.time).slice(0, 5)) console.log(`  ${time.toFixed(0)} ms  ${name}`);

const alone: number[] = [];
for (const { intents, sources } of systems) {
  for (const target of intents.file.targets) {
    for (const intent of target.intents) {
      const targets = intents.file.targets.map((each) => ({ ...each, intents: each === target ? [intent] : [] }));
      const fresh = sources.flatMap(({ path }) => readSources(path, text(path)));
      const start = performance.now();
      checkIntents(fresh, { ...intents, file: { ...intents.file, targets } }, { host: nodeHost });
      alone.push(performance.now() - start);
    }
  }
}
alone.sort((one, other) => one - other);
const at = (share: number): string => (alone[Math.min(alone.length - 1, Math.floor(alone.length * share))] ?? 0).toFixed(1);
console.log(`each intent by itself, on all that it selects, warm: median ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`);
