import { allowedActions, allowedResources, type PolicyInput, type PolicySet } from 'policy-lint';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/evaluator/index.ts';
import { TRICKY } from './adversarial-policies.ts';
import { dice } from './random-policies.ts';
import { alphabetOf, sampledRequest } from './sampled-requests.ts';

const bucket = 'arn:aws:s3:::b';

function policy(...statements: readonly object[]): PolicyInput {
  return JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement: statements.map((part) => ({ Effect: 'Allow', Action: 's3:GetObject', ...('NotResource' in part ? {} : { Resource: '*' }), ...part })) })) as PolicyInput;
}

const team = { StringEquals: { 'aws:PrincipalTag/team': 'web' } };

const CASES: readonly (readonly [string, PolicyInput | PolicySet, string | readonly string[], readonly string[], boolean])[] = [
  ['one pattern', policy({ Resource: `${bucket}/*` }), 's3:GetObject', [`${bucket}/*`], true],
  ['one inside another', policy({ Resource: [`${bucket}/*`, `${bucket}/a/*`, `${bucket}/*`] }), 's3:GetObject', [`${bucket}/*`], true],
  ['other actions', policy({ Action: 'sqs:*', Resource: '*' }, { Resource: `${bucket}/*` }), 's3:GetObject', [`${bucket}/*`], true],
  ['an action by a pattern', policy({ Action: 's3:Get*', Resource: `${bucket}/*` }), 's3:GetObject', [`${bucket}/*`], true],
  ['several actions', policy({ Resource: `${bucket}/*` }, { Action: 's3:PutObject', Resource: 'arn:aws:s3:::c/*' }), ['s3:GetObject', 's3:PutObject'], [`${bucket}/*`, 'arn:aws:s3:::c/*'], true],
  ['nothing', policy({ Action: 's3:PutObject' }), 's3:GetObject', [], true],
  ['what is denied', policy({ Resource: [`${bucket}/*`, 'arn:aws:s3:::c/*'] }, { Effect: 'Deny', Resource: `${bucket}/*` }), 's3:GetObject', ['arn:aws:s3:::c/*'], true],
  ['what is denied in part', policy({ Resource: `${bucket}/*` }, { Effect: 'Deny', Resource: `${bucket}/a/*` }), 's3:GetObject', [`${bucket}/*`], false],
  ['a condition of its own', policy({ Resource: `${bucket}/*`, Condition: team }), 's3:GetObject', [`${bucket}/*`], true],
  ['a condition of a deny', policy({ Resource: `${bucket}/*` }, { Effect: 'Deny', Condition: team }), 's3:GetObject', [`${bucket}/*`], false],
  ['conditions that nothing meets', policy({ Condition: { ...team, StringNotEquals: { 'aws:PrincipalTag/team': 'web' } } }), 's3:GetObject', [], true],
  ['a variable', policy({ Resource: `${bucket}/\${aws:username}/*` }), 's3:GetObject', [`${bucket}/*/*`], false],
  ['all but some', policy({ NotResource: `${bucket}/*` }), 's3:GetObject', ['*'], false],
  ['an action without resources', policy({ Action: 'iam:ListRoles', Resource: ['*', `${bucket}/*`] }), 'iam:ListRoles', ['*'], true],
  ['ARNs that an action does not support', policy({ Action: 'iam:ListRoles', Resource: 'arn:aws:iam::111122223333:role/*' }), 'iam:ListRoles', [], true],
  ['a boundary', { identityPolicies: [policy({})], permissionsBoundary: policy({ Resource: `${bucket}/*` }) }, 's3:GetObject', [`${bucket}/*`], true],
  ['a boundary that overlaps', { identityPolicies: [policy({ Resource: `${bucket}/a*` })], permissionsBoundary: policy({ Resource: `${bucket}/*z` }) }, 's3:GetObject', [`${bucket}/a*`], false],
  ['a control policy', { identityPolicies: [policy({})], serviceControlPolicies: [[policy({})], [policy({ Resource: 'arn:aws:s3:::c/*' })]] }, 's3:GetObject', ['arn:aws:s3:::c/*'], true],
  ['a policy of a resource', { resourcePolicy: policy({ Principal: { AWS: '111122223333' }, Resource: `${bucket}/*` }) }, 's3:GetObject', [`${bucket}/*`], true],
  ['a malformed statement', policy({ Resource: `${bucket}/*` }, { Resource: 'nonsense', Condition: { StringEqualz: { a: 'b' } } }), 's3:GetObject', ['*'], false],
  ['what is no action', policy({}), 'nonsense', ['*'], false],
];

describe('allowedResources', () => {
  it.each(CASES)('%s', (_name, policies, actions, patterns, exact) => {
    expect(allowedResources(policies, actions)).toEqual({ patterns, exact });
  });

  it('leave out no resource for which a request is allowed', () => {
    const matches = (pattern: string, text: string): boolean =>
      new RegExp(`^${pattern.replace(/\$\{([*?])\}/g, '\u0001$1').replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/(\u0001?)([*?])/g, (_, fixed: string, wild: string) => (fixed === '' ? (wild === '*' ? '[^]*' : '[^]') : `\\${wild}`))}$`).test(text);
    const roll = dice(11);
    const all = Object.values(TRICKY);
    const missed: string[] = [];
    for (let count = 0; count < 250; count += 1) {
      const statements = [roll.of(all), roll.of(all)].flatMap((each) => ('Statement' in each ? [each.Statement].flat() : []));
      const joined: PolicyInput = { Version: '2012-10-17', Statement: statements };
      const { patterns } = allowedResources(joined, 's3:GetObject');
      const alphabet = alphabetOf([joined]);
      const compiled = compile(joined);
      for (let tried = 0; tried < 60; tried += 1) {
        const request = { ...sampledRequest(alphabet, roll), action: 's3:GetObject' };
        if (!request.resource.includes('/') || compiled.evaluate(request).decision !== 'allowed') continue;
        if (!patterns.some((pattern) => matches(pattern, request.resource))) missed.push(`${request.resource} is in none of ${patterns.join(', ')}: ${JSON.stringify(statements)}`);
      }
    }
    expect(missed.slice(0, 3)).toEqual([]);
  });
});

it('allowedActions is part of the package', () => {
  expect(allowedActions(policy({ Action: ['sqs:SendMessage', 's3:GetObject'] }, { Effect: 'Deny', Action: 'sqs:*' }))).toEqual({ actions: ['s3:GetObject'], undecided: [] });
});
