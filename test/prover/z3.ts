import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** z3's own count of steps, so that a slow machine gets the answers of a quick one. */
const stepsPerScript = 400_000;

export type Z3Answer = 'sat' | 'unsat' | 'unknown';

/**
 * What z3 says of each script of declarations and assertions. `unknown` where it ran out of steps, or of
 * the time for all of them; an error of z3's is thrown.
 */
export function askZ3(scripts: readonly string[]): readonly Z3Answer[] {
  const { stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'z3-child.js')], { input: JSON.stringify({ steps: stepsPerScript, scripts }), encoding: 'utf8', timeout: 50_000 });
  const lines = stdout.split('\n');
  if (lines.length < 2) throw new Error(`z3 gave no answer: ${stderr}`);
  return scripts.map((script, index) => {
    const line = index < lines.length - 1 ? lines[index] : 'unknown';
    if (line === 'sat' || line === 'unsat' || line === 'unknown') return line;
    throw new Error(`z3 can't read\n${script}`);
  });
}

const wildcards: Readonly<Record<string, string>> = { '*': 're.all', '?': 're.allchar', '~': '(re.* (re.diff re.allchar (str.to_re ":")))' };

/** A pattern of `*`, `?` and, for a run without colons, `~` as an SMT-LIB expression. */
export function patternExpression(pattern: string): string {
  const parts = Array.from(pattern, (character) => wildcards[character] ?? `(str.to_re "${character}")`);
  return joined('re.++', parts, '(str.to_re "")');
}

/** The operator over any number of operands, as SMT-LIB's own take two or more. */
export function joined(operator: string, operands: readonly string[], none: string): string {
  const [first, ...others] = operands;
  if (first === undefined) return none;
  return others.length === 0 ? first : `(${operator} ${operands.join(' ')})`;
}

/** A text in any of the patterns. */
export function unionExpression(patterns: readonly string[]): string {
  return joined('re.union', patterns.map(patternExpression), 're.none');
}
