/**
 * How long a policy from a CloudTrail log takes, and how much memory: of logs of 1,000, 100,000 and 1,000,000 events,
 * each one compressed file, read in a process of its own. What the reader holds must not grow with the events: that is
 * the heap after a collection when all have been read. The peak is of the whole process, and garbage that has not been
 * collected counts in it.
 *
 *   tsx bench/cloudtrail.ts [most events]
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { trailCollector } from '../src/generate/cloudtrail/collector.ts';
import { readTrail } from '../src/generate/cloudtrail/read-trail.ts';
import { trailPolicy } from '../src/generate/cloudtrail/trail-policy.ts';
import { generatedPolicy } from '../src/generate/generated-policy.ts';
import { nodeHost } from '../src/host/node.ts';
import { nodeStreamHost } from '../src/host/node-streams.ts';
import { useReferenceData } from '../src/reference/data.ts';
import { BENCH_ROLE, logText } from './cloudtrail-events.ts';

const READ = '--read';

async function read(path: string): Promise<void> {
  useReferenceData(nodeHost);
  const start = performance.now();
  const events = trailCollector({ principal: BENCH_ROLE });
  await readTrail(path, nodeStreamHost, {
    event: events.add,
    problem: ({ message }) => {
      throw new Error(message);
    },
  });
  globalThis.gc?.();
  const held = process.memoryUsage().heapUsed;
  const collected = events.collected();
  const { policies, proof } = generatedPolicy(trailPolicy(collected, { principal: BENCH_ROLE }));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const { userCPUTime, maxRSS } = process.resourceUsage();
  const size = JSON.stringify(policies.map(({ document }) => document)).length;
  console.log(
    `${collected.events.read} events (${collected.events.selected} of the role): ${seconds} s, ${(userCPUTime / 1e6).toFixed(1)} s of user CPU, ` +
      `${Math.round(held / 1024 / 1024)} MiB held, peak memory ${Math.round(maxRSS / 1024)} MiB; policies of ${size} characters, ${proof.failures.length} failed proofs`,
  );
}

async function measure(sizes: readonly number[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'policy-lint-bench-'));
  try {
    for (const size of sizes) {
      const path = join(folder, `${size}.json.gz`);
      await pipeline(Readable.from(logText(size)), createGzip({ level: 1 }), createWriteStream(path));
      console.log(`${size} events in ${Math.round(statSync(path).size / 1024)} KiB`);
      const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', fileURLToPath(import.meta.url), READ, path], { stdio: 'inherit' });
      if (status !== 0) throw new Error('reading the log failed');
      rmSync(path);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [mode, argument] = process.argv.slice(2);
if (mode === READ && argument !== undefined) await read(argument);
else await measure([1000, 100_000, 1_000_000].filter((size) => size <= Number(mode ?? Infinity)));
