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
  readonly create: () => Command;
  /** Runs when the first argument names no command. */
  readonly isDefault: boolean;
}

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  { create: lintCommand, isDefault: true },
  { create: evaluateCommand, isDefault: false },
  { create: proveCommand, isDefault: false },
  { create: compareCommand, isDefault: false },
  { create: whoCanCommand, isDefault: false },
  { create: generateCommand, isDefault: false },
  { create: crossCheckCommand, isDefault: false },
  { create: rulesCommand, isDefault: false },
  { create: initCommand, isDefault: false },
];
