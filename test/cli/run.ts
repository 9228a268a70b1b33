import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../../', import.meta.url));
const command = join(root, 'dist/cli.js');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Another build than that of this folder. */
  readonly command?: string;
}

/** Runs the built command as a user does, away from the settings of the terminal that runs the tests. */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  if (!existsSync(command)) throw new Error('the command is not built: run `npm run build`');
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !['NO_COLOR', 'FORCE_COLOR', 'DEBUG'].includes(name)));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [options.command ?? command, ...args], {
      cwd: options.cwd ?? root,
      env: { ...environment, ...options.env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
    child.stdin.end(options.stdin ?? '');
  });
}

/** A folder with these files, gone when the callback is done. */
export async function withFiles<Result>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'policy-lint-test-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const GOOD: string = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' }],
});

/** Misspells `Effect`'s value, in the second line. */
export const BAD = `{ "Version": "2012-10-17", "Statement": [
  { "Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*" }
] }
`;

/** Without a Version: a warning. */
export const WARNED = '{ "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*" }] }';
