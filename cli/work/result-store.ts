import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeIoError } from '../../src/host/io-error.ts';
import { hashOf } from './observed-host.ts';

/** Results by key, in files of one folder. Several runs may use it at the same time. */
export interface ResultStore {
  /** Undefined where there is none, or none that is whole. */
  readonly read: (key: string) => unknown;
  readonly write: (key: string, value: unknown) => void;
  /** To be called once at the end of a run: forgets what no run has used for a while. */
  readonly close: () => void;
}

const DAY = 24 * 60 * 60 * 1000;
const KEPT_DAYS = 30;
/** Its age says when it was last cleaned up. */
const STAMP = 'cleaned';

/** @param warn told at most once, where results can't be kept: the run goes on without */
export function resultStore(folder: string, now: number, warn: (message: string) => void): ResultStore {
  const used = new Set<string>();
  let failed = false;
  const attempt = (change: () => void): void => {
    if (failed) return;
    try {
      change();
    } catch (error) {
      failed = true;
      warn(`the cache \`${folder}\` can't be written: ${describeIoError(error)}`);
    }
  };
  const fileOf = (key: string): string => join(folder, key.slice(0, 2), key.slice(2));
  let isMade = false;
  return {
    read: (key) => {
      const value = parse(textOf(fileOf(key)));
      if (value !== undefined) used.add(key);
      return value;
    },
    write: (key, value) => {
      attempt(() => {
        if (!isMade) makeFolder(folder);
        isMade = true;
        const file = fileOf(key);
        const text = JSON.stringify(value);
        mkdirSync(join(file, '..'), { recursive: true });
        replaceFile(file, `${hashOf(text)}\n${text}`);
        used.add(key);
      });
    },
    close: () => {
      const cleaned = changedAt(join(folder, STAMP));
      if (cleaned === undefined || now - cleaned < DAY) return;
      attempt(() => {
        for (const key of used) utimesSync(fileOf(key), now / 1000, now / 1000);
        removeUnused(folder, now);
        replaceFile(join(folder, STAMP), '');
      });
    },
  };
}

/** Version control passes the folder over by itself. */
function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  replaceFile(join(folder, '.gitignore'), '*\n');
  if (changedAt(join(folder, STAMP)) === undefined) replaceFile(join(folder, STAMP), '');
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** What was cut short, or changed, is not what its first line says. */
function parse(text: string | undefined): unknown {
  const end = text?.indexOf('\n') ?? -1;
  if (text === undefined || end === -1) return undefined;
  const value = text.slice(end + 1);
  return hashOf(value) === text.slice(0, end) ? JSON.parse(value) : undefined;
}

/** Whoever reads the file at the same time sees all of the old one, or of the new one. */
function replaceFile(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

function removeUnused(folder: string, now: number): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/^[\da-f]{2}[\\/]/.test(name)) continue;
    const file = join(folder, name);
    const changed = changedAt(file);
    if (changed !== undefined && now - changed > KEPT_DAYS * DAY) rmSync(file, { force: true });
  }
}

function changedAt(file: string): number | undefined {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}
