import { documentOf } from '../../intents/targets/principal-target.ts';
import { parseArn } from '../../model/arn.ts';
import { literalText, type Pattern } from '../../model/pattern.ts';
import type { Policy } from '../../model/policy.ts';
import type { ConditionAssumption, SourceFile, SourcePolicy, SourcePrincipal } from '../../model/policy-source.ts';
import type { TemplateText, UnknownValue } from '../../model/unknown-value.ts';
import { hasPolicies } from './guarded-types.ts';
import type { WhoCanQuestion } from './types.ts';

/** A policy of the sources that guards the resource, or may. */
export interface Guard {
  readonly policy: Policy;
  readonly source: SourcePolicy;
  readonly file: SourceFile;
  /** The ARNs of what it guards, where the sources tell them. */
  readonly guarded: readonly TemplateText[];
  readonly isCertain: boolean;
  /** The resource may have others beside it. */
  readonly isOneOfMany: boolean;
  /** What tells whether it does. */
  readonly openOn: readonly string[];
  readonly when: readonly ConditionAssumption[];
}

/** The policies of the sources that guard the resource, or may. Where one always does, no other one can be in its place. */
export function guardsOf(question: WhoCanQuestion, sources: readonly SourceFile[]): readonly Guard[] {
  if (question.resource === '*') return [];
  const found = sources.flatMap((file) => (isAssuming(question) ? trustsOf(file, question.resource) : policiesOf(file, question)));
  const isSettled = found.some(({ isCertain, when, isOneOfMany }) => isCertain && when.length === 0 && !isOneOfMany);
  return isSettled ? found.filter(({ isCertain, isOneOfMany }) => isCertain || isOneOfMany) : found;
}

/** The types of which a resource may have several, each a statement of its own. */
const ONE_OF_MANY: ReadonlySet<string | undefined> = new Set(['AWS::Lambda::Permission', 'AWS::Lambda::LayerVersionPermission', 'AWS::Events::EventBusPolicy', 'AWS::Logs::ResourcePolicy', 'AWS::XRay::ResourcePolicy', 'AWS::SSM::ResourcePolicy']);

/**
 * Stands for a policy that is not among the sources, where one decides whatever the caller's own policies
 * say: roles and keys have one always, and in another account nothing is allowed without.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function unseenPolicyOf({ action, resource }: WhoCanQuestion, isOtherAccount: boolean): Policy | undefined {
  if (resource === '*') return undefined;
  const isGuarded = isAssuming({ action, resource }) || /^kms:/i.test(action);
  if (!isGuarded && (!isOtherAccount || !hasPolicies(resource))) return undefined;
  const loc = { pointer: '' };
  const unknown: UnknownValue = { name: `the policy of \`${resource}\``, reason: 'it is not in the sources', shape: { kind: 'anyText' } };
  return { statements: [], unseen: [{ unknown, loc }], loc };
}

/** A role's trust policy decides who becomes it, and nothing else that is done to the role. */
function isAssuming({ action, resource }: WhoCanQuestion): boolean {
  return /^sts:/i.test(action) && /^arn:[^:]*:iam::[^:]*:role\//.test(resource);
}

function trustsOf(file: SourceFile, resource: string): readonly Guard[] {
  return file.principals.flatMap(({ trust, arn, when = [] }: SourcePrincipal): readonly Guard[] => {
    if (trust === undefined || !mayBe(arn, resource)) return [];
    const openOn = arn.flatMap((part) => (typeof part === 'string' ? [] : [part.name]));
    return [{ source: trust, file, policy: documentOf(trust), guarded: [arn], isCertain: openOn.length === 0, isOneOfMany: false, openOn, when }];
  });
}

/** Whether the text comes out of this one, whatever its unknown values are. */
function mayBe(text: TemplateText, whole: string): boolean {
  return new RegExp(`^${text.map((part) => (typeof part === 'string' ? escaped(part) : holeOf(part))).join('')}$`, 's').test(whole);
}

function holeOf({ shape }: UnknownValue): string {
  if (shape.kind === 'partition') return '[a-z-]+';
  return shape.kind === 'accountId' ? String.raw`\d{12}` : shape.kind === 'oneOf' ? `(?:${shape.values.map(escaped).join('|')})` : '.*';
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function policiesOf(file: SourceFile, question: WhoCanQuestion): readonly Guard[] {
  return file.policies.flatMap((source): readonly Guard[] => {
    if (source.type !== 'resource' || isOfEndpoint(source)) return [];
    const policy = documentOf(source);
    const name = source.label.logicalId ?? source.label.name;
    const byGuards = source.guards === undefined ? openByStatements(policy, name, question) : openByGuards(source.guards, name, question.resource);
    // A statement that names what its policy does not guard has no effect.
    const openOn = namesIt(policy, question.resource) && (source.guards === undefined || byGuards !== undefined) ? [] : byGuards;
    return openOn === undefined ? [] : [{ source, file, policy, guarded: source.guards ?? [], isCertain: openOn.length === 0, isOneOfMany: ONE_OF_MANY.has(source.label.resourceType), openOn, when: source.when ?? [] }];
  });
}

/** Policies of VPC endpoints look like those of resources, and are none. */
export function isOfEndpoint({ resourceType }: SourcePolicy): boolean {
  return resourceType === 'AWS::EC2::VPCEndpoint' || resourceType === 'AWS::ODB::OdbNetwork';
}

const ANYTHING: UnknownValue = { name: '', reason: '', shape: { kind: 'anyText' } };

/**
 * What tells whether one of the guarded resources is this one, or has it inside, as a bucket its objects
 * and an API its calls. Undefined where none can be. The partition is taken to be that of the question.
 */
function openByGuards(guards: readonly TemplateText[], name: string, resource: string): readonly string[] | undefined {
  const fitting = guards.filter((guard) => [guard, [...guard, '/', ANYTHING], [...guard, ':', ANYTHING]].some((text) => mayBe(text, resource)));
  const open = fitting.map((guard) => guard.flatMap((part) => (typeof part === 'string' || part.shape.kind === 'partition' ? [] : [part.name])));
  if (open.length === 0 || open.some((names) => names.length === 0)) return open.length === 0 ? undefined : [];
  const names = [...new Set(open.flat())];
  return names.every((each) => each.startsWith('AWS::')) ? names : [`whether \`${name}\` guards the resource`];
}

/** What the statements tell, where nothing else does. */
function openByStatements(policy: Policy, name: string, question: WhoCanQuestion): readonly string[] | undefined {
  return mayGuard(policy, question) ? [`whether \`${name}\` guards the resource`] : undefined;
}

function namesIt(policy: Policy, resource: string): boolean {
  return policy.statements.some((statement) => statement.resource?.kind === 'Resource' && statement.resource.entries.some(({ pattern }) => guardsFor(pattern, resource) === true));
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
