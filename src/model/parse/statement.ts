import { describeKind, type LocatedMember, type LocatedNode, type LocatedObject } from '../located.ts';
import type { Location } from '../location.ts';
import type { Effect, LocatedText, PolicyType, ResourceElement, Statement, UnseenPart } from '../policy.ts';
import type { SourceError } from '../source-error.ts';
import { displayText, knownText } from '../unknown-value.ts';
import { parseActions } from './action-element.ts';
import { parseConditions } from './condition-element.ts';
import { nearest } from './nearest.ts';
import { patternEntries } from './pattern-entries.ts';
import { parsePrincipals } from './principal-element.ts';

export interface StatementContext {
  readonly index: number;
  readonly type?: PolicyType;
  /** Whether policy variables are expanded, which the document's Version decides. */
  readonly variables: boolean;
  /** Every error of the document so far; appended to. */
  readonly errors: SourceError[];
}

export type StatementParse =
  | { readonly kind: 'statement'; readonly statement: Statement }
  /** The template does not even tell whether it allows or denies. */
  | { readonly kind: 'unseen'; readonly part: UnseenPart };

export const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const;
type StatementElement = (typeof STATEMENT_ELEMENTS)[number];

function isStatementElement(key: string): key is StatementElement {
  return STATEMENT_ELEMENTS.some((element) => element === key);
}

export function parseStatement(node: LocatedObject, context: StatementContext): StatementParse {
  const problems: SourceError[] = [];
  const report = (error: SourceError): void => {
    problems.push(error);
    context.errors.push(error);
  };
  const elements = new Map<StatementElement, LocatedMember>();
  for (const member of node.members) {
    if (!isStatementElement(member.key)) {
      const hint = nearest(member.key, STATEMENT_ELEMENTS);
      report({
        code: 'unknown-element',
        message: `unknown statement element \`${member.key}\`${hint === undefined ? '' : `, did you mean \`${hint}\`?`}`,
        loc: member.keyLoc,
      });
    } else if (elements.has(member.key)) {
      // The text parser has reported it; which of the two counts is not for us to guess.
      problems.push({ code: 'duplicate-key', message: `duplicate key \`${member.key}\``, loc: member.keyLoc });
    } else elements.set(member.key, member);
  }

  const effectNode = elements.get('Effect')?.value;
  if (effectNode?.kind === 'unknown' || (effectNode?.kind === 'string' && knownText(effectNode.text) === undefined)) {
    const unknown = effectNode.kind === 'unknown' ? effectNode.unknown : effectNode.text.find((part) => typeof part !== 'string');
    if (unknown !== undefined) return { kind: 'unseen', part: { unknown, loc: node.loc } };
  }
  const effect = parseEffect(effectNode, node.loc, report);
  const principalMember = either(elements, 'Principal', 'NotPrincipal', report);
  const actionMember = either(elements, 'Action', 'NotAction', report);
  const resourceMember = either(elements, 'Resource', 'NotResource', report);
  const condition = elements.get('Condition')?.value;
  checkPlaces(context.type, node.loc, principalMember, resourceMember, report);

  const sid = parseSid(elements.get('Sid')?.value, report);
  const principal = principalMember === undefined ? undefined : parsePrincipals(principalMember, report);
  const action = parseActions(actionMember, node.loc, report);
  const resource = resourceMember === undefined ? undefined : parseResources(resourceMember, context, report);
  return {
    kind: 'statement',
    statement: {
      index: context.index,
      ...(sid === undefined ? {} : { sid }),
      effect,
      effectLoc: effectNode?.loc ?? node.loc,
      ...(principal === undefined ? {} : { principal }),
      action,
      ...(resource === undefined ? {} : { resource }),
      conditions: condition === undefined ? [] : parseConditions(condition, context.variables, report),
      ...(condition === undefined ? {} : { conditionLoc: condition.loc }),
      problems,
      loc: node.loc,
    },
  };
}

function parseEffect(node: LocatedNode | undefined, loc: Location, report: (error: SourceError) => void): Effect {
  if (node === undefined) {
    report({ code: 'missing-effect', message: 'the statement has no `Effect`: expected `Allow` or `Deny`', loc });
    return 'Deny';
  }
  if (node.kind !== 'string') {
    report({ code: 'wrong-type', message: `expected \`"Allow"\` or \`"Deny"\` as \`Effect\`, found ${describeKind(node)}`, loc: node.loc });
    return 'Deny';
  }
  const value = knownText(node.text);
  if (value === 'Allow' || value === 'Deny') return value;
  report({ code: 'invalid-effect', message: `invalid \`Effect\` \`${displayText(node.text)}\`: expected \`Allow\` or \`Deny\`, in this case`, loc: node.loc });
  return 'Deny';
}

function parseSid(node: LocatedNode | undefined, report: (error: SourceError) => void): LocatedText | undefined {
  if (node === undefined || node.kind === 'unknown') return undefined;
  if (node.kind !== 'string') {
    report({ code: 'wrong-type', message: `expected a string as \`Sid\`, found ${describeKind(node)}`, loc: node.loc });
    return undefined;
  }
  const text = knownText(node.text);
  return text === undefined ? undefined : { text, loc: node.loc };
}

function either<A extends StatementElement, B extends StatementElement>(
  elements: ReadonlyMap<StatementElement, LocatedMember>,
  plain: A,
  negated: B,
  report: (error: SourceError) => void,
): { readonly kind: A | B; readonly member: LocatedMember } | undefined {
  const first = elements.get(plain);
  const second = elements.get(negated);
  if (first !== undefined && second !== undefined) {
    report({
      code: 'conflicting-elements',
      message: `a statement has either \`${plain}\` or \`${negated}\`, not both`,
      loc: second.keyLoc,
    });
  }
  if (first !== undefined) return { kind: plain, member: first };
  return second === undefined ? undefined : { kind: negated, member: second };
}

/** Which elements a policy type must and must not have; with an unknown type, what all types agree on. */
function checkPlaces(
  type: PolicyType | undefined,
  loc: Location,
  principal: { readonly member: LocatedMember; readonly kind: string } | undefined,
  resource: { readonly member: LocatedMember; readonly kind: string } | undefined,
  report: (error: SourceError) => void,
): void {
  if ((type === 'identity' || type === 'scp') && principal !== undefined) {
    const place = type === 'identity' ? 'an identity-based policy' : 'a service control policy';
    report({ code: 'principal-not-allowed', message: `${place} has no \`${principal.kind}\``, loc: principal.member.keyLoc });
  }
  if ((type === 'resource' || type === 'trust' || type === 'rcp') && principal === undefined) {
    report({ code: 'missing-principal', message: 'the statement has no `Principal`', loc });
  }
  if (type === 'trust' && resource !== undefined) {
    report({
      code: 'resource-not-allowed',
      message: `a role trust policy has no \`${resource.kind}\`: the role is the resource`,
      loc: resource.member.keyLoc,
    });
  }
  const needsResource = type === undefined ? principal === undefined : type !== 'trust' && type !== 'resource';
  if (needsResource && resource === undefined) {
    report({ code: 'missing-resource', message: 'the statement has neither `Resource` nor `NotResource`', loc });
  }
}

/**
 * Variables are expanded in the resource part of an ARN only: behind its fifth colon.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function parseResources(
  { kind, member }: { readonly kind: 'Resource' | 'NotResource'; readonly member: LocatedMember },
  context: StatementContext,
  report: (error: SourceError) => void,
): ResourceElement {
  const options = { wildcards: true, variables: context.variables ? 'afterFifthColon' : 'none' } as const;
  return { kind, entries: patternEntries(member.value, kind, options, report), keyLoc: member.keyLoc, loc: member.value.loc };
}
