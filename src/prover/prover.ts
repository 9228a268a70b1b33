import type { AccessRequest } from '../model/access-request.ts';
import type { Evaluation, StatementReference } from '../model/evaluation.ts';
import type { PolicyLayer, PolicySet } from '../model/policy-set.ts';
import type { Policy } from '../model/policy.ts';
import type { Comparison, Domain, Verdict } from '../model/verdict.ts';
import { referenceDate } from '../reference/services.ts';
import { allowed, type LoweredLayers } from './decision.ts';
import type { Formula } from './formula.ts';
import { defaultBudget, inquire, inquireActions, type Answer, type Inquiry } from './inquiry.ts';
import { parseSet, toPolicySet, type Policies } from './layers.ts';
import type { Question } from './question.ts';
import { isObject, remembered } from './remembered.ts';
import type { Asked } from './scenario.ts';
import { instantiate, templateValuesOf, type TemplateValues } from './template-values.ts';
import { allowedValues, valuesToTry } from './template-choices.ts';
import { withVacuity } from './vacuity.ts';

/** Decides one request. The prover never shows a witness that this does not confirm. */
export type Evaluate = (policies: Policies, request: AccessRequest) => Evaluation;

export interface ProverOptions {
  readonly evaluate: Evaluate;
  /** `typed` by default. */
  readonly domain?: Domain;
  /** How many branches a search may open before the answer is `unknown`. */
  readonly budget?: number;
  /** Only look for a proof: `unknown` as soon as there is none, without a look for a request. */
  readonly proofOnly?: boolean;
  /** Whether to find out if there was anything to prove; true by default. */
  readonly vacuity?: boolean;
}

type Sets = readonly PolicySet<Policy>[];

/** A question in words that do not depend on what template values are. */
interface Asking {
  readonly sets: Sets;
  /** Those of the sets that have to grant. */
  readonly granting: readonly number[];
  goal(sets: readonly LoweredLayers[], asked: Asked, question: Question): Formula;
  /** Whether the evaluator confirms it, given its answer for each of the sets. */
  confirms(decisions: readonly Evaluation['decision'][]): boolean;
}

/**
 * Does `second` allow all that `first` allows? `holds` is a proof for every request of the domain,
 * `violated` comes with a request that the evaluator confirms, `unknown` says what stood in the way.
 * Never throws on bad policies.
 */
export function implies(first: Policies, second: Policies, options: ProverOptions): Verdict {
  const sets = [first, second].map(readSet);
  const verdict = decide(
    {
      sets,
      granting: [0],
      goal: ([one, other], asked, question) => {
        const { formulas } = question;
        if (one === undefined || other === undefined) return formulas.and([]);
        return formulas.and([allowed(one, asked, question), formulas.not(allowed(other, asked, question))]);
      },
      confirms: ([one, other]) => one === 'allowed' && (other === 'implicitDeny' || other === 'explicitDeny'),
    },
    options,
  );
  return withVacuity(verdict, first, options, () => isEmpty(first, { ...options, proofOnly: true }).verdict === 'holds');
}

/** Is there no request that the policies allow? A witness is one that they do. */
export function isEmpty(policies: Policies, options: ProverOptions): Verdict {
  return decide(emptiness([readSet(policies)]), options);
}

const readSets = new WeakMap<object, PolicySet<Policy>>();

/** The policies parsed, once for each object. */
export function readSet(policies: Policies): PolicySet<Policy> {
  const parse = (): PolicySet<Policy> => parseSet(toPolicySet(policies));
  return isObject(policies) ? remembered(readSets, policies, parse) : parse();
}

/** Is there no request that both allow? A witness is one that both do. */
export function disjoint(first: Policies, second: Policies, options: ProverOptions): Verdict {
  const sets = [first, second].map(readSet);
  const verdict = decide(
    {
      sets,
      granting: [0, 1],
      goal: (lowered, asked, question) => question.formulas.and(lowered.map((one) => allowed(one, asked, question))),
      confirms: (decisions) => decisions.every((decision) => decision === 'allowed'),
    },
    options,
  );
  return withVacuity(verdict, first, options, () => isEmpty(first, { ...options, proofOnly: true }).verdict === 'holds');
}

export interface AllowedActions {
  /** Listed actions, as AWS writes them, of which some request is allowed. */
  readonly actions: readonly string[];
  /** Those of which neither was shown. */
  readonly undecided: readonly string[];
}

/**
 * Which listed actions the policies leave, denies and limits considered: each with a request that the
 * evaluator allows. Of a policy that allows everything, those that any of its statements names.
 */
export function allowedActions(policies: Policies, options: ProverOptions): AllowedActions {
  const sets = [readSet(policies)];
  return inquireActions(inquiryOf(emptiness(sets), sets, options), options.budget ?? defaultBudget);
}

function emptiness(sets: Sets): Asking {
  return {
    sets,
    granting: [0],
    goal: ([one], asked, question) => (one === undefined ? question.formulas.or([]) : allowed(one, asked, question)),
    confirms: ([decision]) => decision === 'allowed',
  };
}

/** How two sets of policies relate, with a request for each difference. */
export function compare(first: Policies, second: Policies, options: ProverOptions): Comparison {
  const forward = implies(first, second, options);
  const backward = implies(second, first, options);
  return {
    relation: relationOf(forward.verdict, backward.verdict),
    ...(forward.verdict === 'violated' ? { onlyInFirst: forward.witness } : {}),
    ...(backward.verdict === 'violated' ? { onlyInSecond: backward.witness } : {}),
    forward,
    backward,
  };
}

function relationOf(forward: Verdict['verdict'], backward: Verdict['verdict']): Comparison['relation'] {
  if (forward === 'unknown' || backward === 'unknown') return 'unknown';
  if (forward === 'holds') return backward === 'holds' ? 'equivalent' : 'narrower';
  return backward === 'holds' ? 'wider' : 'incomparable';
}

/** Asks for every value that a template allows; a proof has to hold for all of them. */
function decide(asking: Asking, options: ProverOptions): Verdict {
  const choices = allowedValues(templateValuesOf(asking.sets));
  let unknown: Verdict | undefined;
  let holds: Verdict | undefined;
  for (const values of choices) {
    const verdict = decideOne(asking, values, options);
    if (verdict.verdict === 'violated') return verdict;
    if (verdict.verdict === 'unknown') unknown ??= verdict;
    else holds ??= verdict;
  }
  return unknown ?? holds ?? { verdict: 'holds', vacuous: false, domain: options.domain ?? 'typed', assumptions: [] };
}

function decideOne(asking: Asking, values: TemplateValues, options: ProverOptions): Verdict {
  const sets = values.size === 0 ? asking.sets : asking.sets.map((set) => instantiate(set, values));
  const answer = inquire(inquiryOf(asking, sets, options), options.budget ?? defaultBudget);
  if (answer.kind !== 'open' || options.proofOnly === true) return verdictOf(answer, asking, sets, values, options);
  const open = templateValuesOf(sets);
  if (open.size > 0) {
    for (const tried of valuesToTry(open)) {
      const all = new Map([...values, ...tried]);
      const bound = asking.sets.map((set) => instantiate(set, all));
      const again = inquire(inquiryOf(asking, bound, options), options.budget ?? defaultBudget);
      if (again.kind === 'found') return verdictOf(again, asking, bound, all, options);
    }
  }
  return verdictOf(answer, asking, sets, values, options);
}

function inquiryOf(asking: Asking, sets: Sets, { evaluate, domain = 'typed', proofOnly = false }: ProverOptions): Inquiry {
  return {
    domain,
    proofOnly,
    sets,
    granting: asking.granting,
    goal: (lowered, asked, question) => asking.goal(lowered, asked, question),
    confirms: (request) => {
      const decisions = sets.map((set) => evaluate(set, request).decision);
      if (asking.confirms(decisions)) return 'confirmed';
      return decisions.includes('dependsOn') ? 'depends' : 'refused';
    },
  };
}

function verdictOf(answer: Answer, asking: Asking, sets: Sets, values: TemplateValues, { evaluate, domain = 'typed' }: ProverOptions): Verdict {
  const base = { domain, assumptions: assumptionsOf(answer, domain, values) };
  switch (answer.kind) {
    case 'none':
      return { verdict: 'holds', vacuous: false, ...base };
    case 'open':
      return { verdict: 'unknown', reason: answer.reason, ...base };
    case 'found': {
      const [first] = sets;
      const [original] = asking.sets;
      const matched = first === undefined ? [] : evaluate(first, answer.request).matchedStatements;
      const statements = matched.filter(({ statement }) => statement.effect === 'Allow').map((reference) => asWritten(reference, original));
      const templateValues = values.size === 0 ? {} : { templateValues: Object.fromEntries(values) };
      return { verdict: 'violated', witness: answer.request, ...templateValues, statements, ...base };
    }
  }
}

/** The statement as its template has it, where values were spliced in for the question. */
function asWritten(reference: StatementReference, set: PolicySet<Policy> | undefined): StatementReference {
  const { layer, level, policyIndex } = reference;
  const policies = set === undefined ? [] : layerPolicies(set, layer, level);
  const policy = policies[policyIndex];
  const statement = policy?.statements.find(({ index }) => index === reference.statement.index);
  return policy === undefined || statement === undefined ? reference : { ...reference, policy, statement };
}

function layerPolicies(set: PolicySet<Policy>, layer: PolicyLayer, level: number | undefined): readonly Policy[] {
  switch (layer) {
    case 'identityPolicies':
    case 'sessionPolicies':
      return set[layer] ?? [];
    case 'serviceControlPolicies':
    case 'resourceControlPolicies':
      return set[layer]?.[level ?? 0] ?? [];
    case 'permissionsBoundary':
    case 'resourcePolicy':
    case 'vpcEndpointPolicy': {
      const policy = set[layer];
      return policy === undefined ? [] : [policy];
    }
  }
}

function assumptionsOf(answer: Answer, domain: Domain, values: TemplateValues): readonly string[] {
  return [
    ...(domain === 'typed' ? [`actions, resource types and condition keys are those of ${referenceDate().iamData}`] : []),
    ...[...values].map(([name, text]) => `\`${name}\` is \`${text}\``),
    ...answer.openPoints,
  ];
}
