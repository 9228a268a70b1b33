import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluator/index.ts';
import { nodeHost } from '../../src/host/node.ts';
import { runIntents } from '../../src/intents/index.ts';
import { principalVariant } from '../../src/intents/targets/principal-target.ts';
import type { IntentResult } from '../../src/model/intent-result.ts';
import type { PolicySet } from '../../src/model/policy-set.ts';
import type { Policy } from '../../src/model/policy.ts';
import { readSource } from '../../src/sources/index.ts';

const SYSTEMS = ['deepsql', 'doit', 'sst'] as const;
const golden = (system: string): string => `fixtures/intents-golden/${system}.json`;
const results = new Map<string, readonly IntentResult[]>();

beforeAll(async () => {
  for (const system of SYSTEMS) {
    const run = await runIntents(`fixtures/templates/${system}/policy-lint.intents.yaml`, [], nodeHost);
    expect(run.errors).toEqual([]);
    results.set(system, run.results);
  }
}, 300_000);

/** What a reader checks first: the verdict, and which lines it comes from. Witnesses are replayed below. */
function summary({ intent, target, verdict, vacuous, statement, clause, parameters, steps, tagSetters }: IntentResult): Readonly<Record<string, unknown>> {
  return {
    target: `${target.path.replace(/^fixtures\/templates\//, '')}#${target.name}`,
    intent: intent.name,
    kind: intent.kind,
    verdict,
    ...(vacuous === undefined ? {} : { vacuous }),
    ...(statement === undefined ? {} : { statement: `line ${statement.start.line}, ${statement.sid ?? statement.policy.name}` }),
    ...(clause === undefined ? {} : { clause: `line ${clause.start.line}` }),
    ...(parameters === undefined ? {} : { parameters: Object.keys(parameters).sort() }),
    ...(steps === undefined ? {} : { steps: steps.map(({ request }) => request.action) }),
    ...(tagSetters === undefined ? {} : { tagSetters }),
  };
}

describe.each(SYSTEMS)('intents of %s', (system) => {
  it('has the verdicts that were worked out', () => {
    const found = (results.get(system) ?? []).map(summary);
    if (process.env['UPDATE_GOLDEN'] !== undefined || !existsSync(golden(system))) {
      mkdirSync('fixtures/intents-golden', { recursive: true });
      writeFileSync(golden(system), `${JSON.stringify(found, null, 2)}\n`);
    }
    expect(found).toEqual(JSON.parse(readFileSync(golden(system), 'utf8')));
  });

  it('decides every intent', () => {
    expect((results.get(system) ?? []).filter(({ verdict }) => verdict === 'unknown').map(({ intent, message }) => `${intent.name}: ${message}`)).toEqual([]);
  });

  it('shows a request that replays for every violation', () => {
    const violated = (results.get(system) ?? []).filter(({ verdict }) => verdict === 'violated');
    expect(violated.length).toBeGreaterThan(3);
    for (const result of violated) {
      const decision = result.witness === undefined ? undefined : evaluate(policiesOf(result), result.witness).decision;
      const allowed = result.intent.kind !== 'atLeast';
      expect(`${result.intent.name}: ${decision === 'allowed'}`).toBe(`${result.intent.name}: ${allowed}`);
    }
  });

  it('says where each violation comes from', () => {
    for (const { verdict, clause, statement, intent } of results.get(system) ?? []) {
      if (verdict !== 'violated') continue;
      expect(clause?.path).toBe(`fixtures/templates/${system}/policy-lint.intents.yaml`);
      if (intent.kind !== 'atLeast') expect(statement?.start.line).toBeGreaterThan(1);
    }
  });
});

/** The target's policies as they are with the parameters of the violation. */
function policiesOf({ target, parameters, intent }: IntentResult): PolicySet<Policy> {
  const file = readSource(target.path, readFileSync(target.path, 'utf8'), parameters === undefined ? {} : { parameters });
  const principal = file.principals.find(({ id }) => id === target.logicalId);
  const policy = file.policies.find(({ label }) => label.logicalId === target.logicalId);
  const isTrust = intent.kind === 'trustedPrincipals' || intent.kind === 'notPublic' || intent.name.includes('token') || intent.name.includes('subjects');
  if (principal !== undefined && !isTrust) return principalVariant(principal, file).policies;
  const document = isTrust ? (principal?.trust?.policy ?? policy?.policy) : policy?.policy;
  return document === undefined ? {} : { resourcePolicy: document };
}

/** Requests that the systems' documents rule out, by what makes them telling. */
const TELLING: readonly (readonly [system: string, target: string, intent: string, (witness: NonNullable<IntentResult['witness']>) => boolean])[] = [
  ['deepsql', 'deepsql-stack.yaml', 'that is all it may do', ({ action }) => ['ssm:DescribeSessions', 'ssm:GetConnectionStatus'].includes(action)],
  ['deepsql', 'deepsql-stack.yaml', 'no other regions', ({ context, resource }) => resource === '*' && context?.['aws:RequestedRegion'] !== 'eu-west-1'],
  ['deepsql', 'deepsql-stack.yaml', 'not the sessions of bob-admin', ({ resource, principal }) => resource.includes(':session/bob-admin-') && principal === 'arn:aws:iam::111122223333:user/bob'],
  ['deepsql', 'deepsql-stack.yaml', 'sessions are ended and resumed only by who started them', ({ action }) => /^ssm:(?:Terminate|Resume)Session$/.test(action)],
  ['deepsql', 'variants/no-tag-condition.yaml', 'a session starts only on an instance that carries the tag', ({ resource }) => resource.includes(':instance/')],
  ['deepsql', 'variants/any-region.yaml', 'a session starts only in the region of the stack', ({ resource }) => resource.includes(':instance/')],
  ['doit', 'support-gateway.yaml', 'every token was issued for this account', ({ context }) => context?.['securetoken.google.com/doit-support:aud'] === 'doit-support'],
  ['doit', 'management-role.yaml', "only the vendor's own identity provider", ({ resource }) => /:oidc-provider\/oidc\.aws-ops\.doit-intl\.com./.test(resource)],
  ['doit', 'management-role.yaml', 'changes only what it created itself', ({ resource }) => resource.endsWith(':role/DoiT-Support-Gateway')],
  ['sst', 'sst-v2-deployer.yaml', 'one account', ({ resource }) => resource.startsWith('arn:aws:s3:::') || resource === '*'],
  ['sst', 'sst-v2-deployer.yaml', 'can tell whether the account is bootstrapped', ({ action }) => action === 'ssm:GetParameter'],
  ['sst', 'sst-v2-deployer.yaml', 'monitors stacks, and changes none but those of the bootstrap', ({ action }) => action === 'cloudformation:DeleteStack'],
];

describe('telling requests', () => {
  it.each(TELLING)('%s %s: %s', (system, target, intent, isTelling) => {
    const result = (results.get(system) ?? []).find((candidate) => candidate.target.path.endsWith(target) && candidate.intent.name === intent);
    expect(result?.verdict).toBe('violated');
    expect(result?.witness).toSatisfy(isTelling);
  });

  it('makes a trust policy public by the value of its parameter', () => {
    const open = (results.get('doit') ?? []).filter(({ intent, parameters }) => intent.kind === 'notPublic' && parameters !== undefined);
    expect(open.map(({ parameters }) => parameters?.['AccountNumberParameter'])).toEqual(['*', '*']);
  });
});
