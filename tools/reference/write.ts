import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { BakedFiles } from '../../src/reference/baked.ts';

/** Writes one baked file. The same content gives the same bytes. */
export function writeBaked<Name extends keyof BakedFiles>(folder: URL, name: Name, content: BakedFiles[Name]): void {
  const file = new URL(`${name}.json.gz`, folder);
  mkdirSync(new URL('.', file), { recursive: true });
  const bytes = gzipSync(JSON.stringify(content), { level: 9 });
  // The header's last byte names the operating system that compressed; 255 is "unknown".
  bytes[9] = 255;
  writeFileSync(file, bytes);
}
