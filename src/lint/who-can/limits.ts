import { documentOf, principalVariant } from '../../intents/targets/principal-target.ts';
import type { PolicyOrigin } from '../../intents/targets/target.ts';
import { parsePolicy } from '../../model/parse/parse-policy.ts';
import type { Policy, PolicyType } from '../../model/policy.ts';
import type { PolicySet } from '../../model/policy-set.ts';
import type { SourceFile, SourcePolicy, SourcePrincipal } from '../../model/policy-source.ts';
import { knownText, type TemplateText } from '../../model/unknown-value.ts';
import { isOfEndpoint } from './resource-policies.ts';
import type { WhoCanQuestion } from './types.ts';

type Layers = Pick<PolicySet<Policy>, 'serviceControlPolicies' | 'resourceControlPolicies' | 'sessionPolicies' | 'vpcEndpointPolicy'>;

/** One of the ways in which a request may be limited by policies that are neither the caller's nor the resource's. */
export interface Limit {
  readonly layers: Layers;
  /** What tells whether it is limited so; none where it is for certain. */
  readonly openOn: readonly string[];
}

export interface Limits {
  /** What limits every request. */
  readonly always: Limit;
  /** What may limit one besides. Each is looked at by itself: what passes each passes all of them. */
  readonly perhaps: readonly Limit[];
  readonly origins: ReadonlyMap<Policy, PolicyOrigin>;
}

interface Bound {
  readonly policy: Policy;
  readonly source: SourcePolicy;
  readonly file: SourceFile;
}

/** Whose account it is; undefined where the sources don't tell. */
export interface Accounts {
  readonly caller?: string;
  readonly resource?: string;
}

/** The control policies, session policies and endpoint policies of the sources that may bear on a request of this principal. */
export function limitsOn(principal: SourcePrincipal, home: SourceFile, question: WhoCanQuestion, accounts: Accounts, sources: readonly SourceFile[]): Limits {
  const origins = new Map<Policy, PolicyOrigin>();
  const ofType = (wanted: (source: SourcePolicy) => boolean): readonly Bound[] =>
    sources.flatMap((file) =>
      file.policies.filter(wanted).map((source) => {
        const policy = documentOf(source);
        origins.set(policy, { label: source.label, source, file });
        return { policy, source, file };
      }),
    );
  const scps = controls(ofType(({ type }) => type === 'scp'), accounts.caller);
  const rcps = controls(ofType(({ type }) => type === 'rcp'), accounts.resource);
  const always: Layers = { ...levels('serviceControlPolicies', scps.always), ...levels('resourceControlPolicies', rcps.always) };
  const perhaps: Limit[] = [];
  for (const [layer, { always: certain, perhaps: open }] of [['serviceControlPolicies', scps], ['resourceControlPolicies', rcps]] as const) {
    for (const { level, openOn } of open) perhaps.push({ layers: { ...always, ...levels(layer, [...certain, level]) }, openOn: [openOn] });
  }
  for (const { policy, source } of ofType((source) => isOfEndpoint(source) && bearsOn(source, question))) {
    perhaps.push({ layers: { ...always, vpcEndpointPolicy: policy }, openOn: [`whether the request passes \`${nameOf(source)}\``] });
  }
  for (const { policies, id, sessionOrigins } of sessionsOf(principal, home, sources)) {
    for (const [policy, origin] of sessionOrigins) origins.set(policy, origin);
    perhaps.push({ layers: { ...always, sessionPolicies: policies }, openOn: [`whether the session comes from \`${id}\``] });
  }
  return { always: { layers: always, openOn: [] }, perhaps, origins };
}

function levels(layer: 'serviceControlPolicies' | 'resourceControlPolicies', each: readonly (readonly Policy[])[]): Layers {
  return each.length === 0 ? {} : { [layer]: each };
}

function nameOf({ label }: SourcePolicy): string {
  return label.logicalId ?? label.name;
}

interface Controls {
  readonly always: readonly (readonly Policy[])[];
  readonly perhaps: readonly { readonly level: readonly Policy[]; readonly openOn: string }[];
}

/**
 * A policy that only denies is attached beside the one of AWS that allows everything: without, it would
 * allow nothing. One that allows may be attached in its stead, or beside it.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
function controls(policies: readonly Bound[], account: string | undefined): Controls {
  const always: (readonly Policy[])[] = [];
  const perhaps: { level: readonly Policy[]; openOn: string }[] = [];
  for (const { policy, source } of policies) {
    const binds = bindsAccount(source, account);
    if (binds === 'not') continue;
    const onlyDenies = policy.unseen.length === 0 && policy.statements.every(({ effect }) => effect === 'Deny');
    if (binds === 'certain') always.push([policy, ...fullAccess(source.type)]);
    if (binds === 'may' || !onlyDenies) {
      perhaps.push({ level: onlyDenies ? [policy, ...fullAccess(source.type)] : [policy], openOn: binds === 'may' ? `whether \`${nameOf(source)}\` binds the account` : `whether \`${nameOf(source)}\` is attached alone` });
    }
  }
  return { always, perhaps };
}

function bindsAccount({ targets, when }: SourcePolicy, account: string | undefined): 'certain' | 'may' | 'not' {
  if (targets === undefined) return 'may';
  const known = targets.map((target: TemplateText) => knownText(target));
  if (account !== undefined && known.includes(account)) return (when ?? []).length === 0 ? 'certain' : 'may';
  // Roots and organizational units have accounts that the sources don't tell.
  const isElsewhere = account !== undefined && known.length > 0 && known.every((target) => target !== undefined && /^\d{12}$/.test(target));
  return isElsewhere ? 'not' : 'may';
}

const fullAccesses = new Map<PolicyType, readonly Policy[]>();

/** `FullAWSAccess` and `RCPFullAWSAccess`. */
function fullAccess(type: PolicyType): readonly Policy[] {
  const known = fullAccesses.get(type);
  if (known !== undefined) return known;
  const { policy } = parsePolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...(type === 'rcp' ? { Principal: '*' } : {}), Action: '*', Resource: '*' }] }, { type });
  const made = policy === undefined ? [] : [policy];
  fullAccesses.set(type, made);
  return made;
}

/** An endpoint is for one service; where the sources don't tell which, it may be this one. */
function bearsOn({ endpointOf }: SourcePolicy, { action }: WhoCanQuestion): boolean {
  return endpointOf === undefined || endpointOf === action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();
}

interface Session {
  readonly id: string;
  readonly policies: readonly Policy[];
  readonly sessionOrigins: ReadonlyMap<Policy, PolicyOrigin>;
}

function sessionsOf(principal: SourcePrincipal, home: SourceFile, sources: readonly SourceFile[]): readonly Session[] {
  if (principal.kind !== 'role') return [];
  return sources.flatMap((file) =>
    (file.sessions ?? []).flatMap(({ id, roleArns, policies }): readonly Session[] => {
      if (!roleArns.some((arn) => sameArn(arn, principal.arn, home === file))) return [];
      const { policies: set, origins } = principalVariant({ ...principal, attachments: policies }, file);
      return [{ id, policies: set.identityPolicies ?? [], sessionOrigins: origins }];
    }),
  );
}

/** Unknown values of two files are the same only where all stacks of an account share them. */
function sameArn(a: TemplateText, b: TemplateText, isOneFile: boolean): boolean {
  return a.length === b.length && a.every((part, index) => {
    const other = b[index];
    if (typeof part === 'string' || typeof other === 'string' || other === undefined) return part === other;
    return part.name === other.name && (isOneFile || part.shape.kind === 'accountId' || part.shape.kind === 'partition');
  });
}
