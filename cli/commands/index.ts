import type { Command } from 'commander';
import { compareCommand } from './compare.ts';
import { crossCheckCommand } from './cross-check.ts';
import { evaluateCommand } from './evaluate.ts';
import { generateCommand } from './generate.ts';
import { initCommand } from './init.ts';
import { lintCommand } from './lint.ts';
import { proveCommand } from './prove.ts';
import { rulesCommand } from './rules.ts';
import { whoCanCommand } from './who-can.ts';

export interface CommandEntry {
  readonly name: string;
  readonly create: () => Command;
  /** Runs when the first argument names no command. */
  readonly isDefault: boolean;
}

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: 'lint', create: lintCommand, isDefault: true },
  { name: 'evaluate', create: evaluateCommand, isDefault: false },
  { name: 'prove', create: proveCommand, isDefault: false },
  { name: 'compare', create: compareCommand, isDefault: false },
  { name: 'who-can', create: whoCanCommand, isDefault: false },
  { name: 'generate', create: generateCommand, isDefault: false },
  { name: 'cross-check', create: crossCheckCommand, isDefault: false },
  { name: 'rules', create: rulesCommand, isDefault: false },
  { name: 'init', create: initCommand, isDefault: false },
];
