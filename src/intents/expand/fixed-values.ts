import { OPERATORS } from '../../model/condition-operator.ts';
import type { Pattern } from '../../model/pattern.ts';
import type { ConditionTest, Policy } from '../../model/policy.ts';
import { splitArnPattern } from '../../model/arn.ts';
import { knownText, type TemplateText } from '../../model/unknown-value.ts';

/** A condition key, and the values by which a policy trusts whoever has one of them. */
export interface FixedKey {
  readonly key: string;
  /** The operator that is true for whoever has none of the values, or lacks the key. */
  readonly strangerOperator: 'StringNotEquals' | 'ForAllValues:StringNotLike' | 'ArnNotLike' | 'NotIpAddress';
  readonly values: readonly TemplateText[];
}

/**
 * Condition keys that tell who a caller is or where it comes from, in a way that an outsider can't choose.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const IDENTIFYING_KEYS: Readonly<Record<string, 'text' | 'path' | 'arn' | 'address'>> = {
  'aws:principalaccount': 'text',
  'aws:principalarn': 'arn',
  'aws:principalorgid': 'text',
  'aws:principalorgpaths': 'path',
  'aws:principalservicename': 'text',
  'aws:sourceaccount': 'text',
  'aws:sourcearn': 'arn',
  'aws:sourceip': 'address',
  'aws:sourceorgid': 'text',
  'aws:sourceorgpaths': 'path',
  'aws:sourceowner': 'text',
  'aws:sourcevpc': 'text',
  'aws:sourcevpce': 'text',
  'aws:userid': 'text',
  'kms:calleraccount': 'text',
  's3:dataaccesspointaccount': 'text',
  's3:dataaccesspointarn': 'arn',
  's3:x-amz-server-side-encryption-aws-kms-key-id': 'text',
};

/** Everything that a condition of either effect names by a fixed value: without wildcard or variable. */
export function fixedValues(policies: readonly Policy[]): readonly FixedKey[] {
  const keys = new Map<string, FixedKey>();
  for (const { conditions } of policies.flatMap((policy) => policy.statements)) {
    for (const clause of conditions) if (clause.kind === 'test') collect(clause, keys);
  }
  return [...keys.values()];
}

function collect(clause: ConditionTest, keys: Map<string, FixedKey>): void {
  const sort = IDENTIFYING_KEYS[clause.key.id];
  if (sort === undefined) return;
  const values = clause.values.filter((value) => isFixed(value.pattern, value.text, sort, clause)).map((value) => value.text);
  if (values.length === 0) return;
  const strangerOperator = STRANGER_OPERATORS[sort];
  const id = `${strangerOperator} ${clause.key.id}`;
  keys.set(id, { key: clause.key.text, strangerOperator, values: [...(keys.get(id)?.values ?? []), ...values] });
}

const STRANGER_OPERATORS: Readonly<Record<'text' | 'path' | 'arn' | 'address', FixedKey['strangerOperator']>> = {
  text: 'StringNotEquals',
  path: 'ForAllValues:StringNotLike',
  arn: 'ArnNotLike',
  address: 'NotIpAddress',
};

function isFixed(pattern: Pattern, text: TemplateText, sort: 'text' | 'path' | 'arn' | 'address', clause: ConditionTest): boolean {
  const { family } = OPERATORS[clause.operator.name];
  if (sort === 'address') return family === 'ipAddress' && isBounded(knownText(text));
  if (family !== 'string' && family !== 'arn') return false;
  switch (sort) {
    case 'text':
      return isPlain(pattern);
    case 'path':
      // `o-abc123/r-ab12/*` is inside one organization.
      return pattern.parts[0]?.kind === 'literal' && /^o-[a-z0-9]+\//.test(pattern.parts[0].text);
    case 'arn': {
      if (isPlain(pattern)) return true;
      const account = splitArnPattern(pattern)?.account;
      return account !== undefined && account.parts.length > 0 && isPlain(account);
    }
  }
}

/** A template's own value may stand in it, unless that can bring wildcards. */
function isPlain(pattern: Pattern): boolean {
  return pattern.parts.every((part) => part.kind === 'literal' || (part.kind === 'unresolved' && part.unknown.shape.kind !== 'anyText'));
}

/** Amazon S3 takes ranges wider than /8, or /32 for IPv6, for the whole Internet. */
function isBounded(range: string | undefined): boolean {
  if (range === undefined) return false;
  const [address = '', length] = range.split('/');
  const isV6 = address.includes(':');
  if (length === undefined) return true;
  return /^\d+$/.test(length) && Number(length) >= (isV6 ? 32 : 8);
}
