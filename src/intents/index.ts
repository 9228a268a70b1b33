export { checkIntents, type CheckIntentsOptions } from './check-intents.ts';
export type { ParsedIntents } from './document.ts';
export { INTENT_KINDS } from './kinds.ts';
export { parseIntents, type IntentsParse } from './parse-intents.ts';
export { INTENTS_FILE, runIntents, type IntentsRun } from './run-intents.ts';
