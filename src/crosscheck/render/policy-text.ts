import type { ConditionClause, PatternEntry, Policy, PrincipalElement, Statement } from '../../model/policy.ts';
import type { PrincipalEntry } from '../../model/principal.ts';
import { knownText, type UnknownValue } from '../../model/unknown-value.ts';
import { asciiJson } from './ascii-json.ts';

export type PolicyText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** Told what keeps a policy from being written. */
type Complain = (reason: string) => void;

/**
 * Parsed policies as one JSON document: what they say, not how they were written. The policies of one principal
 * allow and deny together what their statements do, in whatever document they stand. A policy that has errors,
 * or parts that a template leaves open, has no text.
 */
export function policyText(policies: readonly Policy[]): PolicyText {
  const problems: string[] = [];
  const document = mergedDocument(policies, (reason) => problems.push(reason));
  const [reason] = problems;
  return reason === undefined ? { ok: true, text: asciiJson(document) } : { ok: false, reason };
}

function mergedDocument(policies: readonly Policy[], complain: Complain): object {
  const [first] = policies;
  const version = first?.version?.value;
  if (policies.some((policy) => policy.version?.value !== version)) complain('its policies are of several versions, which no single document can be');
  for (const { unseen } of policies) for (const { unknown } of unseen) complain(openText(unknown));
  const statements = policies.flatMap((policy) => policy.statements);
  // Names must differ within a document, and nothing depends on them.
  const named = policies.length === 1;
  return {
    ...(version === undefined ? {} : { Version: version }),
    Statement: statements.map((statement) => statementObject(statement, named, complain)),
  };
}

function statementObject(statement: Statement, named: boolean, complain: Complain): object {
  const { sid, effect, principal, action, resource, conditions, problems } = statement;
  for (const { message } of problems) complain(`a statement has an error: ${message}`);
  return {
    ...(named && sid !== undefined ? { Sid: sid.text } : {}),
    Effect: effect,
    ...(principal === undefined ? {} : { [principal.kind]: principalValue(principal, complain) }),
    [action.kind]: patternTexts(action.entries, complain),
    ...(resource === undefined ? {} : { [resource.kind]: patternTexts(resource.entries, complain) }),
    ...(conditions.length === 0 ? {} : { Condition: conditionObject(conditions, complain) }),
  };
}

function principalValue({ entries }: PrincipalElement, complain: Complain): string | Readonly<Record<string, readonly string[]>> {
  const byType: Record<string, string[]> = {};
  for (const entry of entries) {
    if (entry.type === 'all') return '*';
    (byType[entry.type] ??= []).push(principalText(entry, complain));
  }
  return byType;
}

/** As written, or as a value that was put in later makes it. */
function principalText({ text, pattern }: PrincipalEntry, complain: Complain): string {
  if (!text.includes('${')) return text;
  switch (pattern.kind) {
    case 'anyone':
      return '*';
    case 'account':
      return pattern.accountId;
    case 'user':
    case 'role':
    case 'assumedRole':
    case 'federatedUser':
    case 'otherArn':
      return pattern.arn;
    case 'uniqueId':
    case 'canonicalUser':
      return pattern.id;
    case 'service':
      return pattern.service;
    case 'federated':
      return pattern.provider;
    case 'invalid':
      return pattern.text;
    case 'unresolved':
      complain(`the principal \`${text}\` is not known`);
      return text;
  }
}

function patternTexts(entries: readonly PatternEntry[], complain: Complain): readonly string[] {
  return entries.map(({ pattern: { parts, text } }) => {
    for (const part of parts) {
      if (part.kind === 'unresolved') complain(openText(part.unknown));
      // A character that a variable such as `${*}` stood for would be a wildcard now.
      if (part.kind === 'literal' && /[*?]/.test(part.text) && !text.includes('${')) complain(`\`${text}\` has a wildcard that is none`);
    }
    return text;
  });
}

function conditionObject(conditions: readonly ConditionClause[], complain: Complain): object {
  const byOperator: Record<string, Record<string, readonly string[]>> = {};
  for (const clause of conditions) {
    if (clause.kind === 'unknown') {
      complain(openText(clause.unknown));
      continue;
    }
    const { operatorText, key, values } = clause;
    const keys = (byOperator[operatorText] ??= {});
    if (Object.hasOwn(keys, key.text)) complain(`\`${operatorText}\` has \`${key.text}\` twice`);
    keys[key.text] = values.map(({ text }) => {
      const known = knownText(text);
      if (known === undefined) complain(`a value of \`${key.text}\` is not known`);
      return known ?? '';
    });
  }
  return byOperator;
}

function openText({ name, reason }: UnknownValue): string {
  return `\`${name}\` is not known (${reason})`;
}
