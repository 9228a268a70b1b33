import { splitArnPattern } from '../../model/arn.ts';
import { isAnything, type Pattern } from '../../model/pattern.ts';
import type { ConditionTest, ConditionValue } from '../../model/policy.ts';
import { knownText } from '../../model/unknown-value.ts';
import { asksForAbsence, demands, knownValues, traitsOf, trueWhenAbsent } from './condition-tests.ts';
import { deniesEach, isSound } from './deny-unless.ts';
import { parseIpRange } from './ip-range.ts';
import { isEveryone, principalsOf } from './principals.ts';
import type { StatementView } from './statement-view.ts';

/**
 * Keys whose fixed value tells a few callers from all others, by what their values are. Tags of a
 * principal are not among them: everyone can tag their own.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const KINDS: readonly (readonly [keys: readonly string[], kind: 'arn' | 'id' | 'path' | 'ip'])[] = [
  [['aws:principalarn', 'aws:sourcearn', 'aws:sourcevpcarn', 's3:dataaccesspointarn', 'ec2:sourceinstancearn', 'lambda:sourcefunctionarn', 'ssm:sourceinstancearn'], 'arn'],
  [
    [
      'aws:principalaccount',
      'aws:principalorgid',
      'aws:principalservicename',
      'aws:sourceaccount',
      'aws:sourceorgid',
      'aws:sourceowner',
      'aws:sourcevpc',
      'aws:sourcevpce',
      'aws:vpceaccount',
      'aws:vpceorgid',
      'kms:calleraccount',
      'lambda:eventsourcetoken',
      's3:dataaccesspointaccount',
      'elasticfilesystem:accessedviamounttarget',
    ],
    'id',
  ],
  [['aws:principalorgpaths', 'aws:sourceorgpaths', 'aws:vpceorgpaths', 'aws:userid'], 'path'],
  [['aws:sourceip', 'aws:vpcsourceip'], 'ip'],
];

const kindOf: ReadonlyMap<string, 'arn' | 'id' | 'path' | 'ip'> = new Map(KINDS.flatMap(([keys, kind]) => keys.map((key) => [key, kind] as const)));

/** Whether a test of an Allow limits who calls: to `fixed` callers, to nobody in particular (`open`), or not at all. */
export function limitOnCaller(test: ConditionTest): 'fixed' | 'open' | undefined {
  const kind = kindOf.get(test.key.id);
  if (kind === undefined || !demands(test)) return undefined;
  return test.values.every((value) => isFixed(value, kind)) ? 'fixed' : 'open';
}

/** Whether Deny statements keep out everyone but some of those that an Allow of everyone lets in: for each of its actions and resources. */
export function deniesOthers(allow: StatementView, statements: readonly StatementView[]): boolean {
  return deniesEach(allow.statement, statements.filter(limitsEveryone));
}

/** A Deny of everyone but some. */
function limitsEveryone(view: StatementView): boolean {
  if (!isSound(view.statement)) return false;
  const { principal } = view.statement;
  const sparesNamed = principal?.kind === 'NotPrincipal' && !principal.entries.some(isEveryone);
  if (!sparesNamed && !principalsOf(view).some(isEveryone)) return false;
  return (sparesNamed || view.tests.some(sparesSome)) && view.tests.every((test) => sparesSome(test) || sparesServices(test));
}

/** Bites for all who don't have one of the values, or don't have the key. */
function sparesSome(test: ConditionTest): boolean {
  const kind = kindOf.get(test.key.id);
  if (kind === undefined) return false;
  return test.operator.name === 'Null' ? asksForAbsence(test) !== false : sparesFixed(test);
}

/** Whether the values of a key tell callers apart. */
export function isOfCallers({ key }: ConditionTest): boolean {
  return kindOf.has(key.id);
}

/** Whether a condition of a Deny spares `fixed` callers and nobody else, as it would limit an Allow if it were not negated. */
export function sparesFixed(test: ConditionTest): boolean {
  const kind = kindOf.get(test.key.id);
  return kind !== undefined && traitsOf(test).negated && trueWhenAbsent(test) !== false && test.values.every((value) => isFixed(value, kind));
}

/** Beside it, what a stranger's request fulfils anyway. */
function sparesServices(test: ConditionTest): boolean {
  const value = knownValues(test).map((text) => text.toLowerCase());
  if (/^aws:(?:principalisawsservice|viaawsservice)$/.test(test.key.id)) return !value.includes('true');
  return /^aws:(?:principaltag\/.+|principaltype|principalservicenameslist|calledvia.*)$/.test(test.key.id) && traitsOf(test).negated;
}

function isFixed(value: ConditionValue, kind: 'arn' | 'id' | 'path' | 'ip'): boolean {
  const { pattern } = value;
  if (pattern.parts.some((part) => part.kind === 'unresolved')) return true;
  switch (kind) {
    case 'arn':
      return hasOwner(pattern);
    case 'id':
      return pattern.parts.every((part) => part.kind === 'literal');
    case 'path':
      return pattern.parts[0]?.kind === 'literal' && pattern.parts[0].text.length >= 6;
    case 'ip':
      return !isHuge(knownText(value.text) ?? '');
  }
}

/** An ARN with a fixed account, or of a kind without one and with a name that begins with fixed text. */
function hasOwner(pattern: Pattern): boolean {
  const arn = splitArnPattern(pattern);
  if (arn === undefined) return pattern.parts.every((part) => part.kind === 'literal');
  if (arn.account.parts.length > 0) return arn.account.parts.every((part) => part.kind === 'literal');
  return !isAnything(arn.resource) && arn.resource.parts[0]?.kind === 'literal';
}

/** More than a provider of networks has. */
function isHuge(text: string): boolean {
  const range = parseIpRange(text);
  return range !== undefined && range.prefixLength < (range.bits === 32 ? 8 : 20);
}
