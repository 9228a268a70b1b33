import type { Intent } from '../model/generated/intents.generated.ts';
import type { IntentKind } from '../model/intent-result.ts';

/** Every kind of intent, in the order in which the documentation has them. */
export const INTENT_KINDS: readonly IntentKind[] = [
  'atMost',
  'atLeast',
  'never',
  'regions',
  'readOnly',
  'onlyResources',
  'requireTags',
  'trustedPrincipals',
  'notPublic',
  'noPrivilegeEscalation',
  'noNewAccess',
];

/** The kinds that an intent declares: one, unless the file is wrong. */
export function kindsOf(intent: Intent): readonly IntentKind[] {
  return INTENT_KINDS.filter((kind) => intent[kind] !== undefined);
}
