import type { JudgedIntent } from '../../intents/check-intents.ts';
import { groundings } from '../../intents/ground.ts';
import type { PolicySet } from '../../model/policy-set.ts';
import type { Policy } from '../../model/policy.ts';
import { instantiate, templateValuesOf } from '../../prover/template-values.ts';
import { isAnything } from '../../model/pattern.ts';
import { policyText } from '../render/policy-text.ts';
import { accessOf } from './access.ts';
import type { PaidCall, PlannedCheck } from './planned-check.ts';
import { publicCheckType } from './public-types.ts';

type Plan = readonly PaidCall[] | string;

/** The kinds of intent that a check of AWS answers. */
const CHECKED_KINDS: ReadonlySet<string> = new Set(['never', 'atMost', 'noNewAccess', 'notPublic']);

/** Says which calls an intent comes down to, or why none would answer it. */
export function planCheck(intent: JudgedIntent): PlannedCheck | undefined {
  const { kind } = intent.result.intent;
  if (!CHECKED_KINDS.has(kind)) return undefined;
  const plan = intent.result.verdict === 'unknown' ? 'the intent is not decided here' : kind === 'notPublic' ? planPublic(intent) : planQuestions(intent);
  if (typeof plan === 'string') return { intent, calls: [], reason: plan };
  return plan.length === 0 ? { intent, calls: [], reason: 'the intent asks nothing that AWS has a check for' } : { intent, calls: plan };
}

function planPublic({ result, variant }: JudgedIntent): Plan {
  const { resourcePolicy } = variant.policies;
  const source = resourcePolicy === undefined ? undefined : variant.origins.get(resourcePolicy)?.source;
  if (source === undefined) return 'the intent is not about a resource policy';
  const resourceType = publicCheckType(source);
  if (resourceType === undefined) return `\`CheckNoPublicAccess\` does not know \`${source.resourceType ?? 'what the policy guards'}\``;
  const [target] = withValues([variant.policies], result.parameters);
  const written = documentOf(target);
  return written.ok ? [{ operation: 'CheckNoPublicAccess', input: { policyDocument: written.text, resourceType } }] : written.reason;
}

function planQuestions({ result, variant, questions }: JudgedIntent): Plan {
  const calls: PaidCall[] = [];
  for (const question of questions) {
    if (question.kind !== 'within' && question.kind !== 'disjoint') return 'AWS has no check for this question';
    const [target, other] = withValues([variant.policies, question.kind === 'within' ? question.bound : question.from], result.parameters);
    const policyType = target?.resourcePolicy === undefined ? 'IDENTITY_POLICY' : 'RESOURCE_POLICY';
    const isTrust = policyType === 'RESOURCE_POLICY' && variant.principal !== undefined;
    const written = documentOf(target);
    if (!written.ok) return written.reason;
    if (question.kind === 'within') {
      if (other?.permissionsBoundary !== undefined || other?.serviceControlPolicies !== undefined) return '`CheckNoNewAccess` compares documents, and the bound has more layers';
      const bound = documentOf(isTrust ? withoutResources(other) : other);
      if (!bound.ok) return bound.reason;
      calls.push({ operation: 'CheckNoNewAccess', input: { existingPolicyDocument: bound.text, newPolicyDocument: written.text, policyType } });
    } else {
      for (const policy of grantsOf(other)) {
        const access = accessOf(isTrust ? withoutResource(policy) : policy);
        if (!access.ok) return access.reason;
        for (const each of access.access) calls.push({ operation: 'CheckAccessNotGranted', input: { policyDocument: written.text, access: [each], policyType } });
      }
    }
  }
  return calls;
}

/** Sets with values for all that a template leaves open: those of the witness, or ordinary ones. */
function withValues(sets: readonly PolicySet<Policy>[], parameters: Readonly<Record<string, string>> = {}): readonly PolicySet<Policy>[] {
  const [ordinary] = groundings([...templateValuesOf(sets).values()]);
  const values = new Map([...(ordinary ?? []), ...Object.entries(parameters)]);
  return sets.map((set) => instantiate(set, values));
}

/** The document that AWS judges: what the caller's policies say together, or the resource's. */
function documentOf(set: PolicySet<Policy> | undefined): ReturnType<typeof policyText> {
  const policies = grantsOf(set);
  if (policies.length === 0 || policies.every(({ statements }) => statements.length === 0)) return { ok: false, reason: 'there is no statement to put to AWS' };
  return policyText(policies);
}

function grantsOf(set: PolicySet<Policy> | undefined): readonly Policy[] {
  return set?.resourcePolicy === undefined ? (set?.identityPolicies ?? []) : [set.resourcePolicy];
}

/** Trust policies have no Resource, so a bound for one must not either. */
function withoutResources(set: PolicySet<Policy> | undefined): PolicySet<Policy> {
  return set?.resourcePolicy === undefined ? {} : { resourcePolicy: withoutResource(set.resourcePolicy) };
}

function withoutResource(policy: Policy): Policy {
  return {
    ...policy,
    statements: policy.statements.map((statement) => {
      const { resource, ...rest } = statement;
      return resource === undefined || (resource.kind === 'Resource' && resource.entries.some(({ pattern }) => isAnything(pattern))) ? rest : statement;
    }),
  };
}
