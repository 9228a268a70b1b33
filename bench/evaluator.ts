/**
 * Evaluations per second, this project and `@cloud-copilot/iam-simulate` in one run:
 * `npm install --prefix bench && tsx bench/evaluator.ts`. Only this project is measured when the peer is not
 * installed.
 */
import { compile } from '../src/evaluator/index.ts';
import { nodeHost } from '../src/host/node.ts';
import type { AccessRequest } from '../src/model/access-request.ts';
import type { PolicyDocument, StatementDocument } from '../src/model/generated/policy-document.generated.ts';
import type { PolicySet } from '../src/model/policy-set.ts';
import { useReferenceData } from '../src/reference/data.ts';

useReferenceData(nodeHost);

const account = '111122223333';
const actions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:GetObjectVersion'] as const;

/** Each statement is for its own folder and team; the requests are for all of them in turn. */
function conditionalStatement(index: number): StatementDocument {
  return {
    Effect: index % 10 === 9 ? 'Deny' : 'Allow',
    Action: [actions[index % actions.length] ?? '', 's3:GetObject', 's3:Put*'],
    Resource: `arn:aws:s3:::bucket/folder-${index}/*`,
    Condition: {
      StringEquals: { 'aws:PrincipalTag/team': [`team-${index}`, 'all'] },
      StringLike: { 'aws:UserAgent': 'aws-*' },
      IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.0.2.0/24'] },
      NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
    },
  };
}

const scp: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: ['organizations:*', 's3:DeleteBucket'], Resource: '*' },
  ],
};
const conditional: PolicyDocument = { Version: '2012-10-17', Statement: Array.from({ length: 20 }, (_, index) => conditionalStatement(index)) };
const simple: PolicyDocument = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' } };

const manyConditions: PolicySet = { identityPolicies: [conditional], serviceControlPolicies: [[scp]] };
const oneStatement: PolicySet = { identityPolicies: [simple] };

function requestFor(index: number, context: Required<AccessRequest>['context']): AccessRequest {
  return {
    principal: `arn:aws:iam::${account}:user/user-${index % 7}`,
    action: index % 3 === 0 ? 's3:PutObject' : 's3:GetObject',
    resource: `arn:aws:s3:::bucket/folder-${index % 20}/object-${index}`,
    resourceAccount: account,
    context,
  };
}

const manyRequests = Array.from({ length: 100 }, (_, index) =>
  requestFor(index, {
    'aws:PrincipalTag/team': `team-${index % 20}`,
    'aws:UserAgent': 'aws-cli/2.15',
    'aws:SourceIp': index % 5 === 0 ? '198.51.100.7' : `10.0.${index}.1`,
    'aws:MultiFactorAuthAge': '50',
  }),
);
const oneRequests = Array.from({ length: 100 }, (_, index) => ({ ...requestFor(index, {}), action: 's3:GetObject' }));

function perSecond(policies: PolicySet, requests: readonly AccessRequest[]): number {
  const compiled = compile(policies);
  let allowed = 0;
  const run = (rounds: number): void => {
    for (let round = 0; round < rounds; round += 1) for (const request of requests) if (compiled.evaluate(request).decision === 'allowed') allowed += 1;
  };
  run(500);
  const rounds = 4000;
  const started = performance.now();
  run(rounds);
  const seconds = (performance.now() - started) / 1000;
  if (allowed === 0) throw new Error('nothing was allowed');
  return (rounds * requests.length) / seconds;
}

type RunSimulation = (simulation: unknown, options: unknown) => Promise<{ readonly resultType: string; readonly overallResult?: string }>;

async function loadPeer(): Promise<RunSimulation | undefined> {
  // Through a variable: the peer is installed for the measurement only.
  const name = '@cloud-copilot/iam-simulate';
  try {
    const peer: unknown = await import(name);
    if (typeof peer === 'object' && peer !== null && 'runSimulation' in peer && typeof peer.runSimulation === 'function') return peer.runSimulation as RunSimulation;
  } catch {
    return undefined;
  }
  return undefined;
}

async function peerPerSecond(run: RunSimulation, policies: readonly PolicyDocument[], scps: readonly PolicyDocument[], requests: readonly AccessRequest[]): Promise<number> {
  const named = (documents: readonly PolicyDocument[]): unknown => documents.map((policy, index) => ({ name: `p${index}`, policy }));
  const simulations = requests.map(({ principal, action, resource, context }) => ({
    identityPolicies: named(policies),
    serviceControlPolicies: scps.length === 0 ? [] : [{ orgIdentifier: 'r-root', policies: named(scps) }],
    resourceControlPolicies: [],
    request: { principal, action, resource: { resource, accountId: account }, contextVariables: context },
  }));
  const results = new Map<string, number>();
  for (const simulation of simulations) {
    const { resultType, overallResult } = await run(simulation, {});
    results.set(`${resultType} ${overallResult ?? ''}`, (results.get(`${resultType} ${overallResult ?? ''}`) ?? 0) + 1);
  }
  console.log('  peer answers:', [...results].map(([result, count]) => `${result} × ${count}`).join(', '));
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < 2000) {
    await run(simulations[count % simulations.length], {});
    count += 1;
  }
  return count / ((performance.now() - started) / 1000);
}

function report(name: string, own: number, peer: number | undefined): void {
  const compared = peer === undefined ? 'peer not installed' : `iam-simulate ${Math.round(peer).toLocaleString('en')}/s, ${Math.round(own / peer)} times as many`;
  console.log(`${name}: ${Math.round(own).toLocaleString('en')}/s (${compared})`);
}

function worstPattern(): number {
  const policy: PolicyDocument = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: `${'*a'.repeat(10)}Z` } };
  const compiled = compile(policy);
  const request = { principal: `arn:aws:iam::${account}:user/u`, action: 's3:GetObject', resource: `arn:aws:s3:::${'a'.repeat(10_000)}` };
  const started = performance.now();
  compiled.evaluate(request);
  return performance.now() - started;
}

const answers = (policies: PolicySet, requests: readonly AccessRequest[]): string => {
  const compiled = compile(policies);
  return `${requests.filter((request) => compiled.evaluate(request).decision === 'allowed').length} of ${requests.length} allowed`;
};
console.log(`  own answers: ${answers(manyConditions, manyRequests)}, ${answers(oneStatement, oneRequests)}`);
const peer = await loadPeer();
report('20 statements with 4 conditions each and an SCP', perSecond(manyConditions, manyRequests), peer && (await peerPerSecond(peer, [conditional], [scp], manyRequests)));
report('one statement without conditions', perSecond(oneStatement, oneRequests), peer && (await peerPerSecond(peer, [simple], [], oneRequests)));
console.log(`ten \`*a\` against 10,000 characters, first call: ${worstPattern().toFixed(2)} ms`);
