import type { Command } from 'commander';

/** Every kind of policy that can be generated, in the order of the help. */
export const KINDS: readonly (() => Command)[] = [];
