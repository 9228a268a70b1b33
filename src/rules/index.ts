// Generated from the files of this folder by `npm run generate`. Change those instead.
import type { Rule } from './rule.ts';
import { rule as missingVersion } from './missing-version.ts';

/** All rules, by ID. */
export const rules: readonly Rule[] = [
  missingVersion,
];
