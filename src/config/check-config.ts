import type { ErrorObject } from 'ajv';
import type { ConfigFile } from '../model/generated/config.generated.ts';
import { validate } from '../model/generated/validate-config.generated.ts';
import { describeKind, type LocatedNode } from '../model/located.ts';
import { childPointer, type Location } from '../model/location.ts';
import { locationAt, nodeAt } from '../model/node-at.ts';
import { nearest } from '../model/parse/nearest.ts';
import type { SourceError } from '../model/source-error.ts';
import { describeFlaw } from '../suppressions/index.ts';

/** What a configuration may say of a rule. */
export interface KnownRule {
  readonly id: string;
  /** A JSON Schema of its options; without one it has none. */
  readonly optionsSchema?: object;
  /** It is no rule that could be set: only suppressions name it, as `intent/never`. */
  readonly onlySuppressed?: true;
}

export type ConfigCheck = { readonly ok: true; readonly file: ConfigFile } | { readonly ok: false; readonly errors: readonly SourceError[] };

/** Checks a value against the published schema, and what a schema can't say: which rules there are. */
export async function checkConfig(value: unknown, root: LocatedNode, rules: readonly KnownRule[]): Promise<ConfigCheck> {
  if (!validate(value)) return { ok: false, errors: schemaErrors(validate.errors ?? [], root, '') };
  const errors = [...suppressionErrors(value, root, rules)];
  const settable = rules.filter(({ onlySuppressed }) => onlySuppressed !== true);
  for (const [pointer, settings] of ruleSettings(value)) {
    for (const [id, setting] of Object.entries(settings)) {
      const at = childPointer(pointer, id);
      const rule = settable.find((known) => known.id === id);
      if (rule === undefined) errors.push(fail(unknownRule(id, settable), keyLocation(root, pointer, id)));
      else if (typeof setting === 'object' && setting.options !== undefined) {
        errors.push(...(await optionErrors(rule, setting.options, root, `${at}/options`)));
      }
    }
  }
  return errors.length === 0 ? { ok: true, file: value } : { ok: false, errors };
}

async function optionErrors({ optionsSchema }: KnownRule, options: object, root: LocatedNode, pointer: string): Promise<readonly SourceError[]> {
  // The rules' own schemas are compiled when a configuration sets an option, which few do.
  const { Ajv } = await import('ajv');
  const check = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile(optionsSchema ?? { type: 'object', additionalProperties: false });
  return check(options) ? [] : schemaErrors(check.errors ?? [], root, pointer);
}

function* ruleSettings({ rules, overrides }: ConfigFile): Generator<readonly [string, NonNullable<ConfigFile['rules']>]> {
  if (rules !== undefined) yield ['/rules', rules];
  for (const [index, override] of (overrides ?? []).entries()) {
    if (override.rules !== undefined) yield [`/overrides/${index}/rules`, override.rules];
  }
}

function* suppressionErrors({ suppressions }: ConfigFile, root: LocatedNode, rules: readonly KnownRule[]): Generator<SourceError> {
  for (const [index, { rule, reason, until, path, logicalId, sid, principal }] of (suppressions ?? []).entries()) {
    const loc = locationAt(root, `/suppressions/${index}`);
    const flaw = describeFlaw({ ruleId: rule, reason, ...(until === undefined ? {} : { until }) });
    if (flaw !== undefined) yield fail(flaw, loc);
    else if (!rules.some(({ id }) => id === rule)) yield fail(unknownRule(rule, rules), locationAt(root, `/suppressions/${index}/rule`));
    if ([path, logicalId, sid, principal].every((selector) => selector === undefined)) {
      yield fail(`the suppression of \`${rule}\` says of what: add \`path\`, \`logicalId\`, \`sid\` or \`principal\`, or turn the rule off`, loc);
    }
  }
}

function unknownRule(id: string, rules: readonly KnownRule[]): string {
  const hint = nearest(id, rules.map((rule) => rule.id));
  return `there is no rule \`${id}\`${hint === undefined ? ': `policy-lint rules` lists them' : `, did you mean \`${hint}\`?`}`;
}

/** One error for each wrong place; of a value that fits none of several forms only that is said. */
function schemaErrors(found: readonly ErrorObject[], root: LocatedNode, base: string): readonly SourceError[] {
  return found.filter((error) => !isOneForm(error, found)).map((error) => describe(error, root, base));
}

/** A complaint about the kind of a value, where a complaint about all of its forms says as much. */
function isOneForm({ keyword, instancePath }: ErrorObject, found: readonly ErrorObject[]): boolean {
  const alternatives = found.some((other) => other.keyword === 'anyOf' && other.instancePath === instancePath);
  if (keyword === 'type' || keyword === 'enum') return alternatives;
  const deeper = found.some((other) => other.keyword !== 'anyOf' && other.keyword !== 'type' && other.keyword !== 'enum' && other.instancePath === instancePath);
  const below = found.some((other) => other.instancePath.startsWith(`${instancePath}/`));
  return keyword === 'anyOf' && (deeper || below);
}

function describe(error: ErrorObject, root: LocatedNode, base: string): SourceError {
  const pointer = `${base}${error.instancePath}`;
  const node = nodeAt(root, pointer) ?? root;
  const name = pointer === '' ? 'the configuration' : `\`${pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')}\``;
  switch (error.keyword) {
    case 'additionalProperties': {
      const property = String(error.params['additionalProperty']);
      const properties: unknown = error.parentSchema?.['properties'];
      const hint = typeof properties === 'object' && properties !== null ? nearest(property, Object.keys(properties)) : undefined;
      return fail(`unknown property \`${property}\` in ${name}${hint === undefined ? '' : `, did you mean \`${hint}\`?`}`, keyLocation(root, pointer, property));
    }
    case 'required':
      return fail(`${name} lacks \`${String(error.params['missingProperty'])}\``, node.loc);
    case 'anyOf':
      return fail(`${name} is neither ${error.instancePath.includes('/rules/') && !error.instancePath.includes('/options/') ? SETTING : 'a text nor a list of texts'}`, node.loc);
    case 'enum':
      return fail(`${name} is none of ${list(error.params['allowedValues'])}`, node.loc);
    case 'pattern':
      return fail(`${name} ${error.parentSchema?.['title'] === 'AccountId' ? 'is no account: write its twelve digits' : (error.message ?? 'is not as expected')}`, node.loc);
    case 'type':
      return fail(`expected ${String(error.params['type'])} as ${name}, found ${describeKind(node)}${node.kind === 'number' && error.params['type'] === 'string' ? ': put it in quotes' : ''}`, node.loc);
    default:
      return fail(`${name} ${error.message ?? 'is not as expected'}`, node.loc);
  }
}

const SETTING = '`off`, a severity (`error`, `security`, `warning`, `suggestion`) nor an object with `severity` and `options`';

function list(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => `\`${String(value)}\``).join(', ') : '';
}

function keyLocation(root: LocatedNode, pointer: string, key: string): Location {
  const node = nodeAt(root, pointer);
  return (node?.kind === 'object' ? node.members.find((member) => member.key === key)?.keyLoc : undefined) ?? node?.loc ?? root.loc;
}

function fail(message: string, loc: Location): SourceError {
  return { code: 'invalid-config', message, loc };
}
