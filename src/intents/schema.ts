import type { IntentsFile } from '../model/generated/intents.generated.ts';
import { validate } from '../model/generated/validate-intents.generated.ts';
import type { LocatedNode } from '../model/located.ts';
import type { SourceError } from '../model/source-error.ts';
import { schemaErrors } from './schema-errors.ts';

export type IntentsValidation =
  | { readonly ok: true; readonly file: IntentsFile }
  | { readonly ok: false; readonly errors: readonly SourceError[] };

/** Checks a value against the published schema of intents files. */
export function validateIntents(value: unknown, root: LocatedNode): IntentsValidation {
  if (validate(value)) return { ok: true, file: value };
  return { ok: false, errors: schemaErrors(validate.errors ?? [], root) };
}
