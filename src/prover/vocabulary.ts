import { OPERATORS, type OperatorFamily } from '../model/condition-operator.ts';
import type { Pattern } from '../model/pattern.ts';
import type { Policy } from '../model/policy.ts';
import type { Domain } from '../model/verdict.ts';
import { conditionKey } from '../reference/condition-keys.ts';
import type { ConditionKeyInfo } from '../reference/types.ts';
import type { DimensionKind } from './cells.ts';

/** A condition key that the policies ask for, as one dimension of a request. */
export interface KeyDimension {
  readonly id: string;
  readonly kind: DimensionKind;
  /** For `ordered`: what its points are. */
  readonly family: 'numeric' | 'date' | 'ipAddress' | undefined;
  /** The names that the policies use for it, as first written. */
  readonly spellings: readonly string[];
  readonly info: ConditionKeyInfo | undefined;
  /** What the policies compare it with; false where only variables read it. */
  readonly tested: boolean;
}

/** The condition keys of a question. */
export interface Vocabulary {
  readonly keys: ReadonlyMap<string, KeyDimension>;
  /** The dimension of a key in any spelling. */
  dimensionOf(key: string): KeyDimension | undefined;
}

interface Usage {
  readonly spellings: string[];
  readonly families: Set<OperatorFamily>;
  plain: boolean;
  sets: boolean;
  variable: boolean;
}

/** Collects the keys that conditions and variables name. */
export function readVocabulary(policies: readonly Policy[], domain: Domain): Vocabulary {
  const usages = new Map<string, Usage>();
  const use = (key: string): Usage => {
    const id = canonicalKey(key, domain);
    let usage = usages.get(id);
    if (usage === undefined) {
      usage = { spellings: [], families: new Set(), plain: false, sets: false, variable: false };
      usages.set(id, usage);
    }
    if (!usage.spellings.some((spelling) => spelling.toLowerCase() === key.toLowerCase())) usage.spellings.push(key);
    return usage;
  };
  const readVariables = ({ parts }: Pattern): void => {
    for (const part of parts) if (part.kind === 'variable') use(part.key).variable = true;
  };
  for (const { statements } of policies) {
    for (const { resource, conditions } of statements) {
      for (const { pattern } of resource?.entries ?? []) readVariables(pattern);
      for (const clause of conditions) {
        if (clause.kind === 'unknown') continue;
        const usage = use(clause.key.text);
        const { family } = OPERATORS[clause.operator.name];
        for (const { pattern } of clause.values) readVariables(pattern);
        if (family === 'null') continue;
        usage.families.add(family);
        if (clause.operator.setOperator === undefined) usage.plain = true;
        else usage.sets = true;
      }
    }
  }
  const keys = new Map<string, KeyDimension>();
  for (const [id, usage] of usages) keys.set(id, keyDimension(id, usage, domain));
  return { keys, dimensionOf: (key) => keys.get(canonicalKey(key, domain)) };
}

/**
 * In the typed domain a resource tag is one dimension under any service's name for it: `ssm:resourceTag/x`
 * and `ec2:ResourceTag/x` are `aws:ResourceTag/x`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
 */
function canonicalKey(key: string, domain: Domain): string {
  // The dimensions that are no keys begin with this character.
  const id = key.toLowerCase().replaceAll('\u0000', '\ufffd');
  return domain === 'typed' ? id.replace(/^[a-z0-9-]+:resourcetag\//, 'aws:resourcetag/') : id;
}

function keyDimension(id: string, usage: Usage, domain: Domain): KeyDimension {
  const info = domain === 'typed' ? conditionKey(id) : undefined;
  const several = info === undefined ? looksLikeList(usage) : info.multivalued;
  const family = several ? undefined : orderedFamily(usage.families);
  return {
    id,
    kind: several ? 'list' : family === undefined ? 'text' : 'ordered',
    family,
    spellings: usage.spellings,
    info,
    tested: usage.plain || usage.sets,
  };
}

/** Of a key that AWS does not list, how it is used says whether it has one value or several. */
function looksLikeList({ plain, sets, variable, families }: Usage): boolean {
  return sets && !plain && !variable && [...families].every((family) => family === 'string' || family === 'arn');
}

/** A key is ordered when all operators on it are of one ordered family; its values are then of that type. */
function orderedFamily(families: ReadonlySet<OperatorFamily>): KeyDimension['family'] {
  const [only] = families;
  if (families.size !== 1) return undefined;
  return only === 'numeric' || only === 'date' || only === 'ipAddress' ? only : undefined;
}
