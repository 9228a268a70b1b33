import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluator/index.ts';
import { parsePolicyNode } from '../../src/model/parse/policy.ts';
import type { LocatedNode } from '../../src/model/located.ts';
import type { PolicyInput, PolicySet } from '../../src/model/policy-set.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { UnknownShape } from '../../src/model/unknown-value.ts';
import type { Domain } from '../../src/model/verdict.ts';
import { allowedActions, compare, disjoint, implies, isEmpty } from '../../src/prover/index.ts';
import type { StatementDocument } from './random-policies.ts';

type Part = Partial<Record<'Action' | 'NotAction' | 'Resource' | 'NotResource', string | string[]>> & {
  readonly Effect?: 'Deny';
  readonly Principal?: StatementDocument['Principal'];
  readonly Condition?: StatementDocument['Condition'];
};

/** A policy of Allow statements unless they say otherwise. */
function policy(...statements: readonly Part[]): PolicyInput {
  const Statement = statements.map((part) => ({ Effect: 'Allow', ...('NotAction' in part ? {} : { Action: 's3:GetObject' }), ...('NotResource' in part ? {} : { Resource: '*' }), ...part }));
  return JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement })) as PolicyInput;
}

type Expected = 'holds' | 'vacuous' | 'violated' | 'unknown';

function judge(first: PolicyInput | PolicySet, second: PolicyInput | PolicySet, domain: Domain): Expected {
  const verdict = implies(first, second, { evaluate, domain });
  if (verdict.verdict === 'violated') {
    expect(evaluate(first, verdict.witness).decision).toBe('allowed');
    expect(evaluate(second, verdict.witness).decision).not.toBe('allowed');
    expect(verdict.statements.length).toBeGreaterThan(0);
  }
  return verdict.verdict === 'holds' && verdict.vacuous ? 'vacuous' : verdict.verdict;
}

const bucket = 'arn:aws:s3:::b';
const cond = (operator: string, key: string, ...values: (string | number | boolean)[]): Part => ({ Condition: { [operator]: { [key]: values } } });

const table: readonly (readonly [string, PolicyInput, PolicyInput, Expected, Domain?])[] = [
  [
    'a request that names none of the optional resources slips past a Deny on ARNs',
    policy({ Action: 'cloudwatch:PutMetricData' }, { Effect: 'Deny', Action: '*', Resource: 'arn:*' }),
    policy({ Action: 's3:GetObject' }),
    'violated',
  ],
  ['a prefix inside a prefix', policy({ Resource: `${bucket}/a/*` }), policy({ Resource: `${bucket}/*` }), 'holds'],
  [
    'the name of a bucket has no slash, so what is for objects lists nothing',
    policy({ Action: ['s3:ListBucket', 's3:GetObject'], Resource: [bucket, `${bucket}/*`] }),
    policy({ Action: 's3:ListBucket', Resource: bucket }, { Resource: `${bucket}/*` }),
    'holds',
  ],
  ['nor has it one in front of a variable', policy({ Action: 's3:ListBucket', Resource: `${bucket}/\${aws:username}` }), policy(), 'vacuous'],
  ['a variable may be all of it', policy({ Action: 's3:ListBucket', Resource: `${bucket}\${aws:username}` }), policy(), 'violated'],
  ['an index of a table is no table', policy({ Action: 'dynamodb:PutItem', Resource: 'arn:aws:dynamodb:*:*:table/orders/*' }), policy(), 'vacuous'],
  ['an index is an index', policy({ Action: 'dynamodb:Query', Resource: 'arn:aws:dynamodb:*:*:table/orders/*' }), policy(), 'violated'],
  ['tables of AWS Glue may have any name', policy({ Action: 'glue:GetTable', Resource: 'arn:aws:glue:*:*:table/shop/orders/*' }), policy(), 'violated'],
  ['any text may be the name of a bucket where no reference is asked', policy({ Action: 's3:ListBucket', Resource: `${bucket}/*` }), policy(), 'violated', 'abstract'],
  ['a union covers what no member does', policy({ Resource: `${bucket}/??` }), policy({ Resource: [`${bucket}/?`, `${bucket}/??*`] }), 'holds', 'abstract'],
  ['lengths count with `?`', policy({ Resource: `${bucket}/*` }), policy({ Resource: [`${bucket}/`, `${bucket}/?`, `${bucket}/???*`] }), 'violated', 'abstract'],
  ['a `?` never takes a variable', policy({ Resource: `${bucket}/\${aws:username}` }), policy({ Resource: `${bucket}/?` }), 'violated'],
  ['a `*` takes a variable', policy({ Resource: `${bucket}/\${aws:username}` }), policy({ Resource: `${bucket}/*` }), 'holds'],
  ['the same variable is the same text', policy({ Resource: `${bucket}/\${aws:username}/x` }), policy({ Resource: `${bucket}/\${aws:username}/*` }), 'holds'],
  [
    'a flipped negation with a variable is a second positive pattern',
    policy(cond('StringEquals', 's3:prefix', 'alice'), { Effect: 'Deny', ...cond('StringNotEquals', 's3:prefix', '${aws:username}') }),
    policy({ Resource: 'arn:aws:s3:::nothing' }),
    'violated',
  ],
  [
    'what the key may be bounds the variable',
    policy({ Resource: `${bucket}/\${aws:username}`, ...cond('StringLike', 'aws:username', 'al*') }),
    policy({ Resource: `${bucket}/al*` }),
    'holds',
  ],
  [
    'a variable of few values is each of them',
    policy({ Resource: `${bucket}/\${aws:username}`, ...cond('StringEquals', 'aws:username', 'ann', 'bob') }),
    policy({ Resource: [`${bucket}/ann`, `${bucket}/bob`] }),
    'holds',
  ],
  ['a default stands for an absent key', policy({ Resource: `${bucket}/\${aws:PrincipalTag/t, 'x'}`, ...cond('Null', 'aws:PrincipalTag/t', true) }), policy({ Resource: `${bucket}/x` }), 'holds'],
  ['an absent key without a default matches no resource', policy({ Resource: `${bucket}/\${aws:PrincipalTag/t}`, ...cond('Null', 'aws:PrincipalTag/t', true) }), policy({ Resource: 'arn:aws:s3:::n' }), 'vacuous'],
  ['no variables under an old version', { Version: '2008-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucket}/\${aws:username}` }] }, policy({ Resource: `${bucket}/$*}` }), 'holds'],
  ['an absent key satisfies a negated operator', policy(cond('StringNotEquals', 'aws:PrincipalTag/t', 'x')), policy(cond('StringLike', 'aws:PrincipalTag/t', '*')), 'violated'],
  ['and `IfExists`', policy(cond('StringEqualsIfExists', 'aws:PrincipalTag/t', 'x')), policy(cond('StringEquals', 'aws:PrincipalTag/t', 'x')), 'violated'],
  ['exact and case-insensitive on one key', policy(cond('StringEquals', 'aws:PrincipalTag/t', 'Ab')), policy(cond('StringEqualsIgnoreCase', 'aws:PrincipalTag/t', 'aB')), 'holds'],
  ['but not the other way', policy(cond('StringEqualsIgnoreCase', 'aws:PrincipalTag/t', 'aB')), policy(cond('StringEquals', 'aws:PrincipalTag/t', 'Ab', 'ab', 'AB')), 'violated'],
  ['two wildcards of one element', policy({ Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] }, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['b'] } } }), policy({ Resource: 'x:y' }), 'vacuous'],
  ['ForAllValues allows no key at all', policy(cond('ForAllValues:StringEquals', 'aws:TagKeys', 'a')), policy(cond('ForAnyValue:StringEquals', 'aws:TagKeys', 'a')), 'violated'],
  [
    'one list may satisfy two ForAnyValue by two elements',
    policy({ Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] }, 'ForAnyValue:StringLike': { 'aws:TagKeys': ['b*'] } } }),
    policy({ Resource: 'x:y' }),
    'violated',
  ],
  ['halves of a network', policy(cond('IpAddress', 'aws:SourceIp', '10.0.0.0/8')), policy(cond('IpAddress', 'aws:SourceIp', '10.0.0.0/9', '10.128.0.0/9')), 'holds'],
  ['IPv6 lies outside all IPv4', policy(cond('NotIpAddress', 'aws:SourceIp', '0.0.0.0/0')), policy({ Resource: 'x:y' }), 'violated'],
  ['numbers leave no gap', policy(cond('NumericLessThan', 's3:max-keys', 5)), policy(cond('NumericLessThanEquals', 's3:max-keys', 3), cond('NumericGreaterThan', 's3:max-keys', 3)), 'holds'],
  ['dates of one moment', policy(cond('DateEquals', 'aws:CurrentTime', '2030-01-01T00:00:00Z')), policy(cond('DateEquals', 'aws:CurrentTime', '2030-01-01T01:00:00+01:00')), 'holds'],
  ['a date is its very moment', policy(cond('DateEquals', 'aws:CurrentTime', '2030-01-01T00:00:00Z')), policy({ Resource: 'x:y' }), 'violated'],
  ['the address after a network is outside of it', policy(cond('IpAddress', 'aws:SourceIp', '10.128.0.0/32')), policy(cond('IpAddress', 'aws:SourceIp', '10.0.0.0/9')), 'violated'],
  ['ARN components keep to themselves', policy(cond('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:111122223333:t')), policy(cond('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:111122223333:*')), 'holds'],
  ['a wildcard of an Arn operator takes no colon', policy(cond('StringEquals', 'aws:SourceArn', 'arn:aws:sns:r:9:111122223333:t')), policy(cond('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:111122223333:t')), 'violated'],
  ['a Deny keeps to the segments of an ARN', policy({ Resource: 'arn:aws:s3:::a:b' }, { Effect: 'Deny', Resource: 'arn:aws:s3:::a*b' }), policy({ Resource: 'x:y' }), 'violated', 'abstract'],
  ['a Bool key has two values', policy({}), policy(cond('Bool', 'aws:SecureTransport', true), cond('Bool', 'aws:SecureTransport', false), cond('Null', 'aws:SecureTransport', true)), 'holds'],
  ['an action without resources on an ARN', policy({ Action: 'iam:ListRoles', Resource: 'arn:aws:iam::111122223333:role/*' }), policy({ Resource: 'x:y' }), 'vacuous'],
  ['all but some resources is all with these denied', policy({ NotResource: `${bucket}/a/*` }), policy({}, { Effect: 'Deny', Resource: `${bucket}/a/*` }), 'holds'],
  ['all but some actions is all with these denied', policy({ NotAction: 's3:*' }), policy({ Action: '*' }, { Effect: 'Deny', Action: 's3:*' }), 'holds'],
  ['what is true is not false', policy(cond('Bool', 'aws:SecureTransport', true)), policy({}, { Effect: 'Deny', ...cond('Bool', 'aws:SecureTransport', false) }), 'holds'],
  ['some value that is not `a` is not all `a`', policy(cond('ForAnyValue:StringNotEquals', 'aws:TagKeys', 'a')), policy({}, { Effect: 'Deny', ...cond('ForAllValues:StringEquals', 'aws:TagKeys', 'a') }), 'holds'],
  ['actions match in any case', policy({ Action: 'S3:getobject' }), policy({ Action: 's3:GetObject' }), 'holds'],
  ['a pattern also stands for actions to come', policy({ Action: 'sqs:SendMessag*' }), policy({ Action: ['sqs:SendMessage', 'sqs:SendMessageBatch'] }), 'violated'],
  ['the same tag under two names', policy({ Action: 'ssm:StartSession', ...cond('StringEquals', 'ssm:resourceTag/App', 'x') }), policy({ Action: 'ssm:*', ...cond('StringEquals', 'aws:ResourceTag/App', 'x') }), 'holds'],
  ['but two names in the abstract', policy({ Action: 'ssm:StartSession', ...cond('StringEquals', 'ssm:resourceTag/App', 'x') }), policy({ Action: 'ssm:*', ...cond('StringEquals', 'aws:ResourceTag/App', 'x') }), 'violated', 'abstract'],
  ['a region may differ from the ARN’s', policy({ Action: 'ec2:CopySnapshot', Resource: 'arn:aws:ec2:us-east-1::snapshot/*' }), policy({ Action: 'ec2:*', ...cond('StringEquals', 'aws:RequestedRegion', 'us-east-1') }), 'violated'],
  ['AWS owns documents without an account', policy({ Action: 'ssm:GetDocument', Resource: 'arn:aws:ssm:*:*:document/*' }), policy({ Action: 'ssm:*', Resource: 'arn:aws:ssm:*:????????????:document/*' }), 'violated'],
  ['an account that the ARN tells', policy({ Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:us-east-1:111122223333:*' }), policy({ Action: 'sqs:*', ...cond('StringEquals', 'aws:ResourceAccount', '111122223333') }), 'holds'],
  ['tags that a request carries are among its keys', policy({ Action: 'sqs:TagQueue', ...cond('StringEquals', 'aws:RequestTag/a', 'x') }), policy({ Action: 'sqs:*', ...cond('ForAnyValue:StringEqualsIgnoreCase', 'aws:TagKeys', 'A') }), 'holds'],
];

describe('known cases', () => {
  for (const [name, first, second, expected, domain = 'typed'] of table) {
    it(name, () => {
      expect(judge(first, second, domain)).toBe(expected);
    });
  }
});

const all = policy({ Action: '*' });
const get = policy({});
const noneButList = policy({ Action: 's3:ListBucket' });
const accountMay = policy({ Principal: { AWS: '111122223333' } });
const sets: readonly (readonly [string, PolicySet, PolicySet, Expected])[] = [
  ['a boundary limits', { identityPolicies: [all], permissionsBoundary: get }, { identityPolicies: [get] }, 'holds'],
  ['an empty boundary allows nothing', { identityPolicies: [all], permissionsBoundary: { Version: '2012-10-17', Statement: [] } }, { identityPolicies: [get] }, 'vacuous'],
  ['each level has to allow', { identityPolicies: [all], serviceControlPolicies: [[get], [noneButList]] }, { identityPolicies: [get] }, 'vacuous'],
  ['negating all levels at once would prove too much', { identityPolicies: [all] }, { identityPolicies: [all], serviceControlPolicies: [[get, policy({ NotAction: 's3:GetObject' })], [get]] }, 'violated'],
  ['one level that denies is enough', { identityPolicies: [get] }, { identityPolicies: [all], serviceControlPolicies: [[all], [noneButList]] }, 'violated'],
  [
    'a level that lets all callers through shuts none out once an action is settled',
    { identityPolicies: [policy({ Action: ['s3:GetObject', 's3:PutObject'], Resource: `${bucket}/a` })], serviceControlPolicies: [[all]] },
    { identityPolicies: [policy({ Resource: `${bucket}/*` })] },
    'violated',
  ],
  ['a level that lets all through', { identityPolicies: [get], serviceControlPolicies: [[all]] }, { identityPolicies: [noneButList] }, 'violated'],
  ['a resource policy adds to identity policies', { identityPolicies: [noneButList], resourcePolicy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:user/ann' } }) }, { identityPolicies: [noneButList] }, 'violated'],
  ['an account that is named leaves it to its own policies', { identityPolicies: [noneButList], resourcePolicy: accountMay }, { identityPolicies: [noneButList] }, 'holds'],
  [
    'so that naming it is no grant to its users',
    { identityPolicies: [policy(cond('StringEquals', 'aws:PrincipalAccount', '111122223333'))] },
    { identityPolicies: [noneButList], resourcePolicy: accountMay },
    'violated',
  ],
  ['a session policy does not bind who is named as a session', { resourcePolicy: policy({ Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/r/s' } }) }, { resourcePolicy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:role/r' } }), sessionPolicies: [noneButList] }, 'violated'],
  ['one session of a role is not all of them', { resourcePolicy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:role/r' } }) }, { resourcePolicy: policy({ Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/r/s' } }) }, 'violated'],
  ['a role has each of its sessions', { resourcePolicy: policy({ Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/r/s' } }) }, { resourcePolicy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:role/r' } }) }, 'holds'],
  ['a deny of everyone but some', { resourcePolicy: policy({ Principal: '*' }, { Effect: 'Deny', Principal: '*', ...cond('StringNotEquals', 'aws:PrincipalAccount', '111122223333') }) }, { resourcePolicy: policy({ Principal: '*', ...cond('StringEquals', 'aws:PrincipalAccount', '111122223333') }) }, 'holds'],
  ['anonymous callers are among everyone', { resourcePolicy: policy({ Principal: '*' }) }, { resourcePolicy: policy({ Principal: '*', ...cond('Null', 'aws:PrincipalArn', false) }) }, 'violated'],
];

describe('layers', () => {
  it.each(sets)('%s', (_name, first, second, expected) => {
    expect(judge(first, second, 'typed')).toBe(expected);
  });
});

const loc = { pointer: '' };

/** A policy whose only resource is an unknown template value between two texts. */
function templated(before: string, shape: UnknownShape, after: string, action = 's3:GetObject'): Policy {
  const text = (value: string): LocatedNode => ({ kind: 'string', text: [value], loc });
  const member = (key: string, value: LocatedNode): { key: string; keyLoc: typeof loc; value: LocatedNode } => ({ key, keyLoc: loc, value });
  const resource: LocatedNode = { kind: 'string', text: [before, { name: 'Param', reason: 'a parameter', shape }, after].filter((part) => part !== ''), loc };
  const statement: LocatedNode = { kind: 'object', members: [member('Effect', text('Allow')), member('Action', text(action)), member('Resource', resource)], loc };
  const root: LocatedNode = { kind: 'object', members: [member('Version', text('2012-10-17')), member('Statement', { kind: 'array', items: [statement], loc })], loc };
  const { policy: parsed } = parsePolicyNode(root);
  if (parsed === undefined) throw new Error('the policy could not be read');
  return parsed;
}

describe('template values', () => {
  const cases: readonly (readonly [string, UnknownShape, string, Expected])[] = [
    ['any text stays behind what is written', { kind: 'anyText' }, `${bucket}/*`, 'holds'],
    ['any text may be a wildcard', { kind: 'anyText' }, `${bucket}/a/*`, 'violated'],
    ['allowed values are tried one by one', { kind: 'oneOf', values: ['a/x', 'a/*'] }, `${bucket}/a/*`, 'holds'],
    ['each of them counts', { kind: 'oneOf', values: ['a/x', '*'] }, `${bucket}/a/*`, 'violated'],
    ['a name that AWS makes', { kind: 'plain' }, `${bucket}/*`, 'holds'],
    ['a pattern that admits a text elsewhere', { kind: 'matching', pattern: '[a-z]+' }, `${bucket}/a/*`, 'violated'],
    ['a pattern that the ordinary text does not match', { kind: 'matching', pattern: '[A-Z][a-z]+\\d' }, `${bucket}/a/*`, 'violated'],
    ['a pattern that no text tried matches', { kind: 'matching', pattern: 'a/[x-z]{3}' }, `${bucket}/a/*`, 'unknown'],
    ['a pattern that only Java reads', { kind: 'matching', pattern: '[a-z&&[^p]]+' }, `${bucket}/a/*`, 'unknown'],
    ['a pattern that admits a wildcard', { kind: 'matching', pattern: 'Param|\\*' }, `${bucket}/Param`, 'violated'],
  ];
  it.each(cases)('%s', (_name, shape, bound, expected) => {
    const verdict = implies(templated(`${bucket}/`, shape, ''), policy({ Resource: bound }), { evaluate });
    expect(verdict.verdict).toBe(expected);
    if (verdict.verdict === 'violated') expect(verdict.assumptions.some((assumption) => assumption.startsWith('`Param` is '))).toBe(true);
  });

  it('may stand for the name of a bucket', () => {
    expect(implies(templated('arn:aws:s3:::b', { kind: 'anyText' }, '/x', 's3:ListBucket'), policy(), { evaluate })).toMatchObject({ verdict: 'holds', vacuous: true });
    expect(implies(templated('arn:aws:s3:::', { kind: 'anyText' }, '', 's3:ListBucket'), policy(), { evaluate }).verdict).toBe('violated');
    expect(implies(templated('arn:aws:s3:::b', { kind: 'plain' }, '', 's3:ListBucket'), policy(), { evaluate }).verdict).toBe('violated');
  });

  it('is the same value on both sides', () => {
    const one = templated(`${bucket}/`, { kind: 'anyText' }, '/x');
    expect(implies(one, templated(`${bucket}/`, { kind: 'anyText' }, '/*'), { evaluate }).verdict).toBe('holds');
  });

  it('says which statement it can’t see', () => {
    const hidden: Policy = { statements: [], unseen: [{ unknown: { name: 'Extra', reason: 'a parameter', shape: { kind: 'anyText' } }, loc }], loc };
    const verdict = implies({ identityPolicies: [hidden] }, get, { evaluate });
    expect(verdict).toMatchObject({ verdict: 'unknown', reason: { construct: 'templateValue' } });
  });
});

describe('what is malformed', () => {
  it('leaves a Deny open in the bound', () => {
    const broken = JSON.parse('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringEqualz":{"a:b":"c"}}}]}') as PolicyInput;
    expect(implies(get, broken, { evaluate }).verdict).not.toBe('holds');
    expect(implies(broken, get, { evaluate }).verdict).toBe('violated');
  });
});

describe('other questions', () => {
  it('knows what is empty and what is apart', () => {
    expect(isEmpty(policy({ Action: 's3:*' }, { Effect: 'Deny', Action: 's3:*' }), { evaluate }).verdict).toBe('holds');
    expect(isEmpty(get, { evaluate }).verdict).toBe('violated');
    expect(disjoint(get, noneButList, { evaluate })).toMatchObject({ verdict: 'holds', vacuous: false });
    expect(disjoint(all, get, { evaluate })).toMatchObject({ verdict: 'violated', witness: { action: 's3:GetObject' } });
  });

  it('compares', () => {
    expect(compare(get, all, { evaluate }).relation).toBe('narrower');
    expect(compare(all, get, { evaluate })).toMatchObject({ relation: 'wider', forward: { verdict: 'violated' } });
    expect(compare(get, get, { evaluate }).relation).toBe('equivalent');
    expect(compare(get, noneButList, { evaluate }).relation).toBe('incomparable');
  });

  it('gives up at its budget', () => {
    expect(implies(policy(cond('StringLike', 'aws:PrincipalTag/t', 'a*b')), policy(cond('StringLike', 'aws:PrincipalTag/t', '*b')), { evaluate, budget: 0 })).toMatchObject({
      verdict: 'unknown',
      reason: { construct: 'budget' },
    });
  });
});

describe('allowedActions', () => {
  it('lists what denies and resources leave', () => {
    const asked = policy({ Action: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'iam:ListRoles'], Resource: 'arn:aws:sqs:us-east-1:111122223333:q' }, { Effect: 'Deny', Action: 'sqs:Receive*' });
    expect(allowedActions(asked, { evaluate })).toEqual({ actions: ['sqs:SendMessage'], undecided: [] });
  });
});

describe('names that could be mistaken', () => {
  it('keeps condition keys apart from the parts of a request', () => {
    const odd = policy(cond('StringEquals', 'resource', 'x'), cond('StringEquals', 'action', 'x'));
    expect(judge(odd, policy({ Resource: 'arn:aws:s3:::n' }), 'typed')).toBe('violated');
  });

  it('keeps control characters apart from wildcards', () => {
    expect(judge(policy({ Resource: 'arn:aws:s3:::*' }), policy({ Resource: 'arn:aws:s3:::\u00050' }), 'abstract')).toBe('violated');
    expect(judge(policy({ Resource: ['arn:aws:s3:::a\nb'] }), policy({ Resource: ['arn:aws:s3:::a', 'b'] }), 'abstract')).toBe('violated');
  });

  it('asks about each of many accounts', () => {
    const accounts = Array.from({ length: 12 }, (_, index) => String(100_000_000_001 + index));
    const open = policy({ Principal: { AWS: accounts } });
    expect(judge({ resourcePolicy: open }, { resourcePolicy: policy({ Principal: { AWS: accounts.slice(0, 11) } }) }, 'typed')).toBe('violated');
    expect(judge({ resourcePolicy: open }, { resourcePolicy: open }, 'typed')).toBe('holds');
  });
});
