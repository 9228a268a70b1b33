import { INTENT_KINDS } from '../intents/kinds.ts';
import { rules } from '../rules/index.ts';
import { UNSEEN_PART } from './run.ts';

/** Everything that a suppression can name besides rules: parts that could not be looked at, and kinds of intents. */
export const OTHER_SUPPRESSIBLE_IDS: readonly string[] = [UNSEEN_PART, ...INTENT_KINDS.map((kind) => `intent/${kind}`)];

export const SUPPRESSIBLE_IDS: readonly string[] = [...rules.map(({ meta }) => meta.id), ...OTHER_SUPPRESSIBLE_IDS];
