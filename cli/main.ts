#!/usr/bin/env node
import { CommanderError } from 'commander';
import { nodeHost } from '../src/host/node.ts';
import { useReferenceData } from '../src/reference/data.ts';
import { ExitCode } from './exit-code.ts';
import { program } from './program.ts';
import { UsageError } from './usage-error.ts';

/** Whoever reads our output may stop reading: `policy-lint … | head` is no failure. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

useReferenceData(nodeHost);
try {
  await program().parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  // Commander has said what is wrong already; help and version end the same way, with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.clean : ExitCode.failure;
  if (error instanceof UsageError) process.stderr.write(`policy-lint: ${error.message}\n`);
  else {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`policy-lint: internal error: ${message} (set DEBUG=1 for details)\n`);
    if (process.env['DEBUG']) process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
  }
  return ExitCode.failure;
}
