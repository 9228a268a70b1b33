import { Ajv, type ValidateFunction } from 'ajv';
import type { IntentsFile } from '../model/generated/intents.generated.ts';
import type { LocatedNode } from '../model/located.ts';
import schema from '../model/schema/intents.schema.json' with { type: 'json' };
import type { SourceError } from '../model/source-error.ts';
import { schemaErrors } from './schema-errors.ts';

export type IntentsValidation =
  | { readonly ok: true; readonly file: IntentsFile }
  | { readonly ok: false; readonly errors: readonly SourceError[] };

let validate: ValidateFunction<IntentsFile> | undefined;

/** Checks a value against the published schema of intents files. */
export function validateIntents(value: unknown, root: LocatedNode): IntentsValidation {
  validate ??= new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile<IntentsFile>(schema);
  if (validate(value)) return { ok: true, file: value };
  return { ok: false, errors: schemaErrors(validate.errors ?? [], root) };
}
