import { documentOf } from '../../intents/targets/principal-target.ts';
import { parseArn } from '../../model/arn.ts';
import { literalText, type Pattern } from '../../model/pattern.ts';
import type { Policy } from '../../model/policy.ts';
import type { SourceFile, SourcePolicy } from '../../model/policy-source.ts';
import type { TemplateText, UnknownValue } from '../../model/unknown-value.ts';
import type { NamedCallers } from './caller.ts';
import type { WhoCanQuestion } from './types.ts';

/** One of the policies that the resource may have; without one, its policy is not among the sources. */
export interface ResourceSide {
  readonly policy?: Policy;
  readonly source?: SourcePolicy;
  readonly file?: SourceFile;
}

export interface ResourceSides {
  readonly sides: readonly ResourceSide[];
  /** What tells which of the sides it is, where there are several. */
  readonly openOn: readonly string[];
}

interface Found extends Required<ResourceSide> {
  readonly isCertain: boolean;
  readonly openOn: readonly string[];
}

/** The policies of the sources that guard the resource, or may. */
export function resourceSides(question: WhoCanQuestion, sources: readonly SourceFile[]): ResourceSides {
  if (question.resource === '*') return { sides: [{}], openOn: [] };
  const found = sources.flatMap((file) => (isAssuming(question) ? trustsOf(file, question.resource) : guardsOf(file, question)));
  const certain = found.filter(({ isCertain }) => isCertain);
  const chosen = certain.length > 0 ? certain : found;
  const always = certain.some(({ source }) => source.when === undefined || source.when.length === 0);
  const openOn = new Set(chosen.flatMap((each) => [...each.openOn, ...(each.source.when ?? []).map(({ condition }) => condition)]));
  return { sides: [...(always ? [] : [{}]), ...chosen], openOn: [...openOn] };
}

/**
 * Stands for a policy that is not among the sources, where one decides whatever the caller's own policies
 * say: roles and keys have one always, and in another account nothing is allowed without.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function unseenPolicyOf({ action, resource }: WhoCanQuestion, isOtherAccount: boolean): Policy | undefined {
  if (resource === '*') return undefined;
  const isGuarded = isAssuming({ action, resource }) || /^kms:/i.test(action);
  if (!isGuarded && !isOtherAccount) return undefined;
  const loc = { pointer: '' };
  const unknown: UnknownValue = { name: `the policy of \`${resource}\``, reason: 'it is not in the sources', shape: { kind: 'anyText' } };
  return { statements: [], unseen: [{ unknown, loc }], loc };
}

/** Callers that the policies tell apart from others. */
export function namedCallers(sides: readonly ResourceSide[]): NamedCallers {
  const arns = new Set<string>();
  const accounts = new Set<string>();
  const open: TemplateText[] = [];
  for (const { policy } of sides) {
    for (const { pattern } of policy?.statements.flatMap(({ principal }) => principal?.entries ?? []) ?? []) {
      if (pattern.kind === 'user' || pattern.kind === 'role' || pattern.kind === 'assumedRole') arns.add(pattern.arn);
      if (pattern.kind === 'unresolved') open.push(pattern.text);
      if ('accountId' in pattern && /^\d{12}$/.test(pattern.accountId)) accounts.add(pattern.accountId);
    }
  }
  return { arns: [...arns], accounts: [...accounts], open };
}

/** A role's trust policy decides who becomes it, and nothing else that is done to the role. */
function isAssuming({ action, resource }: WhoCanQuestion): boolean {
  return /^sts:/i.test(action) && /^arn:[^:]*:iam::[^:]*:role\//.test(resource);
}

function trustsOf(file: SourceFile, resource: string): readonly Found[] {
  return file.principals.flatMap(({ trust, arn, when }): readonly Found[] => {
    if (trust === undefined || !mayBe(arn, resource)) return [];
    const openOn = arn.flatMap((part) => (typeof part === 'string' ? [] : [part.name]));
    const source = when === undefined ? trust : { ...trust, when };
    return [{ source, file, policy: documentOf(trust), isCertain: openOn.length === 0, openOn }];
  });
}

/** Whether the text comes out of this one, whatever its unknown values are. */
function mayBe(text: TemplateText, whole: string): boolean {
  return new RegExp(`^${text.map((part) => (typeof part === 'string' ? escaped(part) : holeOf(part))).join('')}$`, 's').test(whole);
}

function holeOf({ shape }: UnknownValue): string {
  return shape.kind === 'accountId' ? String.raw`\d{12}` : shape.kind === 'oneOf' ? `(?:${shape.values.map(escaped).join('|')})` : '.*';
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function guardsOf(file: SourceFile, question: WhoCanQuestion): readonly Found[] {
  return file.policies.flatMap((source): readonly Found[] => {
    if (source.type !== 'resource') return [];
    const policy = documentOf(source);
    const entries = policy.statements.flatMap(({ resource }) => (resource?.kind === 'Resource' ? resource.entries : []));
    const isCertain = entries.some(({ pattern }) => guardsFor(pattern, question.resource) === true);
    if (!isCertain && !mayGuard(policy, question)) return [];
    const openOn = isCertain ? [] : [`whether \`${source.label.logicalId ?? source.label.name}\` guards the resource`];
    return [{ source, file, policy, isCertain, openOn }];
  });
}

/** Undefined where a pattern does not tell which resource it is for. */
function guardsFor(pattern: Pattern, resource: string): boolean | undefined {
  const wanted = guardedArn(resource);
  const text = literalText(pattern);
  if (text !== undefined) return guardedArn(text) === wanted;
  const [head] = pattern.parts;
  if (head?.kind !== 'literal') return undefined;
  const bucket = /^arn:[^:]*:s3:::[^/]+(?=\/)/.exec(head.text)?.[0];
  if (bucket !== undefined) return bucket === wanted;
  return wanted.startsWith(head.text) || head.text.startsWith(wanted) ? undefined : false;
}

/** What has a policy: objects are guarded by that of their bucket. */
function guardedArn(arn: string): string {
  const parsed = parseArn(arn);
  return parsed?.service === 's3' && parsed.region === '' && parsed.account === '' ? arn.replace(/\/.*$/s, '') : arn;
}

/** Whether a policy is one for a resource of this service, and says nothing that rules this one out. */
function mayGuard(policy: Policy, { action, resource }: WhoCanQuestion): boolean {
  if (policy.unseen.length > 0 && policy.statements.length === 0) return true;
  const service = action.slice(0, action.indexOf(':') + 1).toLowerCase();
  return policy.statements.some((statement) => {
    const { action: actions, resource: resources } = statement;
    const isOfService = actions.kind === 'NotAction' || actions.entries.some(({ pattern }) => concerns(pattern, service));
    if (!isOfService) return false;
    if (resources?.kind !== 'Resource' || resources.entries.length === 0) return true;
    return resources.entries.some(({ pattern }) => guardsFor(pattern, resource) !== false);
  });
}

function concerns({ parts }: Pattern, service: string): boolean {
  const [head] = parts;
  if (head?.kind !== 'literal') return true;
  const text = head.text.toLowerCase();
  return text.includes(':') ? text.startsWith(service) : parts.length > 1 && service.startsWith(text);
}
