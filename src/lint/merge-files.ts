import type { FileReport, Finding } from '../model/finding.ts';
import type { FileOutline } from '../suppressions/index.ts';
import type { CheckedFile, CheckedReading } from './check-file.ts';
import { byPosition, compareText } from './findings.ts';
import { INVALID_FILE } from './run.ts';

/** The files of a run, each once. */
export interface MergedFiles {
  /** In order of path. */
  readonly files: readonly FileReport[];
  readonly outlines: ReadonlyMap<string, readonly FileOutline[]>;
  /** Of files that may have suppressions, by path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly policies: number;
  /** How many files a pattern brought that are no policies. */
  readonly skipped: number;
}

export function mergeFiles(checked: readonly CheckedFile[]): MergedFiles {
  const unreadable = checked.flatMap(({ path, unreadable: reason }) => (reason === undefined ? [] : [{ path, findings: [wholeFile(`the file can't be read: ${reason}`)] }]));
  const readings = withoutNested(checked);
  const groups = byPath(readings);
  const files = [...groups].map(([path, group]) => reportOnReadings(path, group));
  return {
    files: [...unreadable, ...files].sort((a, b) => compareText(a.path, b.path)),
    outlines: new Map([...groups].map(([path, group]) => [path, group.map(({ outline }) => outline)])),
    texts: new Map(readings.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text]]))),
    policies: readings.reduce((sum, { policies }) => sum + policies, 0),
    skipped: checked.filter(({ unreadable: reason, own }) => reason === undefined && own === undefined).length,
  };
}

function byPath(readings: readonly CheckedReading[]): ReadonlyMap<string, readonly CheckedReading[]> {
  const groups = new Map<string, CheckedReading[]>();
  for (const reading of readings) {
    const group = groups.get(reading.path);
    if (group === undefined) groups.set(reading.path, [reading]);
    else group.push(reading);
  }
  return groups;
}

interface ReadFrom<Reading> {
  readonly own?: Reading;
  readonly behind: readonly Reading[];
}

/** A stack that another one nests is read there with its parameters and construct paths: as it is deployed. */
export function withoutNested<Reading extends { readonly path: string }>(files: readonly ReadFrom<Reading>[]): readonly Reading[] {
  const nested = files.flatMap(({ behind }) => behind);
  const known = new Set(nested.map(({ path }) => path));
  return [...files.flatMap(({ own }) => (own === undefined || known.has(own.path) ? [] : [own])), ...nested];
}

/** The report on one file, which may have been read more than once: as a stack that two others nest, say. */
export function reportOnReadings(path: string, readings: readonly Pick<CheckedReading, 'findings' | 'recognized'>[]): FileReport {
  const found = readings.flatMap(({ findings }) => findings);
  if (found.length === 0) return { path, findings: readings.every(({ recognized }) => recognized) ? [] : [wholeFile(NOT_A_POLICY)] };
  return { path, findings: readings.length === 1 ? found : once(found).sort(byPosition) };
}

function once(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.ruleId, finding.pointer, finding.start, finding.end, finding.message]);
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}

const NOT_A_POLICY = 'this is neither an IAM policy nor a template: nothing in it was checked';

function wholeFile(message: string): Finding {
  return {
    ruleId: INVALID_FILE,
    severity: 'error',
    message,
    start: { line: 1, column: 1 },
    end: { line: 1, column: 1 },
    pointer: '',
  };
}
