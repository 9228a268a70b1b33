import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/model/parse/parse-policy.ts';
import type { PolicyType } from '../../src/model/policy.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

/** What AWS accepts: the grammar page's alternatives, each written out. */
const accepted: readonly (readonly [string, unknown, PolicyType?])[] = [
  ['a single statement', { Version: '2012-10-17', Statement: statement }],
  ['a list of statements', { Version: '2012-10-17', Statement: [statement, statement] }],
  ['no version', { Statement: statement }],
  ['the old version', { Version: '2008-10-17', Statement: [statement] }],
  ['an Id', { Id: 'name with spaces', Statement: [{ ...statement, Principal: '*' }] }, 'resource'],
  ['members in any order', { Statement: [{ Resource: ['*'], Action: ['*'], Effect: 'Deny', Sid: 'x' }], Version: '2012-10-17' }],
  ['lists and strings', { Statement: [{ Effect: 'Allow', NotAction: ['iam:*'], NotResource: ['arn:aws:s3:::b'] }] }],
  ['numbers and Booleans in conditions', { Statement: [{ ...statement, Condition: { Bool: { 'aws:SecureTransport': true }, NumericLessThan: { 's3:max-keys': [1, '2'] } } }] }],
  ['principals of every type', { Statement: [{ ...statement, Principal: { AWS: ['111122223333', 'arn:aws:iam::111122223333:root'], Service: 's3.amazonaws.com', Federated: 'accounts.google.com', CanonicalUser: 'ab12' } }] }, 'resource'],
  ['a trust policy without Resource', { Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] }, 'trust'],
  ['an empty list of statements', { Statement: [] }],
  ['operators with every prefix and suffix', { Statement: [{ ...statement, Condition: { 'ForAllValues:StringLikeIfExists': { 'aws:TagKeys': [] }, 'ForAnyValue:ArnLike': { 'aws:SourceArn': 'arn:aws:s3:::b' }, Null: { 'aws:TokenIssueTime': 'true' } } }] }],
];

/** [what, text, expected `code at "source slice"`] */
const rejected: readonly (readonly [string, string, readonly string[], PolicyType?])[] = [
  ['nothing', '', ['empty-document at ""']],
  ['a list', '[]', ['wrong-type at "[]"']],
  ['null', 'null', ['wrong-type at "null"']],
  ['a missing Statement', '{"Version":"2012-10-17"}', ['missing-statement at "{"Version":"2012-10-17"}"']],
  ['a comment', '{"Statement":[]} // done', ['json-syntax at "// done"']],
  ['a trailing comma', '{"Statement":[],}', ['json-syntax at "}"']],
  ['a misspelt element', '{"Statment":[]}', ['missing-statement at "{"Statment":[]}"', 'unknown-element at ""Statment""']],
  ['a wrong version', '{"Version":"2012-10-18","Statement":[]}', ['invalid-version at ""2012-10-18""']],
  ['effect in lower case', '{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}', ['invalid-effect at ""allow""']],
  ['a missing effect and action', '{"Statement":{"Resource":"*"}}', ['missing-effect at "{"Resource":"*"}"', 'missing-action at "{"Resource":"*"}"']],
  ['an action without service', '{"Statement":{"Effect":"Allow","Action":["GetObject"],"Resource":"*"}}', ['invalid-action at ""GetObject""']],
  ['both actions', '{"Statement":{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}}', ['conflicting-elements at ""NotAction""']],
  ['an unknown operator', '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEqual":{"a:b":"c"}}}}', ['unknown-operator at ""StringEqual""']],
  ['NullIfExists', '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NullIfExists":{"a:b":"true"}}}}', ['null-with-if-exists at ""NullIfExists""']],
  ['one key twice', '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:X":"true","AWS:x":"true"}}}}', ['duplicate-condition-key at ""AWS:x""']],
  ['a principal in an identity policy', '{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}', ['principal-not-allowed at ""Principal""'], 'identity'],
  ['a resource in a trust policy', '{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}}', ['resource-not-allowed at ""Resource""'], 'trust'],
  ['a bare principal name', '{"Statement":{"Effect":"Allow","Principal":{"AWS":"alice"},"Action":"*","Resource":"*"}}', ['invalid-principal at ""alice""']],
  ['a principal of no type', '{"Statement":{"Effect":"Allow","Principal":{"Aws":"*"},"Action":"*","Resource":"*"}}', ['invalid-principal-key at ""Aws""']],
  ['duplicate keys', '{"Statement":{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"}}', ['duplicate-key at ""Effect""']],
  ['__proto__', '{"__proto__":{"Statement":[]},"Statement":[]}', ['unknown-element at ""__proto__""']],
];

describe('parsePolicy accepts', () => {
  for (const [name, document, type] of accepted) {
    it(name, () => {
      const options = type === undefined ? {} : { type };
      expect(parsePolicy(document, options).errors).toEqual([]);
      expect(parsePolicy(JSON.stringify(document), options).errors).toEqual([]);
    });
  }
});

describe('parsePolicy rejects, with the place', () => {
  for (const [name, text, expected, type] of rejected) {
    it(name, () => {
      const { errors } = parsePolicy(text, type === undefined ? {} : { type });
      const shown = errors.map((error) => `${error.code} at "${text.slice(error.loc.span?.start, error.loc.span?.end)}"`);
      expect(shown.sort()).toEqual(expected.toSorted());
    });
  }

  it('tells line and column', () => {
    const { errors } = parsePolicy('{\n  "Statement": {\n    "Effect": "Alow", "Action": "*", "Resource": "*" } }');
    expect(errors.map(({ start, end }) => ({ start, end }))).toEqual([{ start: { line: 3, column: 15 }, end: { line: 3, column: 21 } }]);
  });

  it('reports every error of a document', () => {
    const { errors } = parsePolicy({ Version: 1, Statement: [{ Effect: 'x' }, 5, { Effect: 'Allow', Action: 7, Resource: {} }] });
    expect(errors.map((error) => error.code)).toEqual([
      'wrong-type',
      'invalid-effect',
      'missing-resource',
      'missing-action',
      'wrong-type',
      'wrong-type',
      'wrong-type',
    ]);
  });

  it('keeps the malformed statement and says what is wrong in it', () => {
    const { policy } = parsePolicy({ Statement: { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bol: {} } } });
    expect(policy?.statements[0]?.problems.map((problem) => problem.code)).toEqual(['unknown-operator']);
  });
});

describe('parsePolicy survives', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic['Statement'] = [cyclic, cyclic];
  const hostile: readonly (readonly [string, unknown])[] = [
    ['nesting 100,000 deep in lists', '['.repeat(100_000)],
    ['nesting 100,000 deep in objects', '{"Statement":'.repeat(100_000)],
    ['binary data', String.fromCharCode(...Array.from({ length: 4096 }, (_, index) => (index * 7919) % 65_536))],
    ['a lone surrogate', '{"Statement":"\ud800"}'],
    ['undefined', undefined],
    ['a function', () => 1],
    ['a cycle', cyclic],
    ['a throwing getter', { get Statement(): never { throw new Error('no'); } }],
    ['a proxy that throws', new Proxy({}, { ownKeys: () => { throw new Error('no'); } })],
    ['a symbol', Symbol('x')],
  ];
  it.each(hostile)('%s, with an error', (_name, input) => {
    expect(parsePolicy(input).errors.length).toBeGreaterThan(0);
  });

  const large = (characters: number): string => {
    const item = '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/*"}';
    return `{"Statement":[${Array.from({ length: Math.ceil(characters / (item.length + 1)) }, () => item).join(',')}]}`;
  };

  it('a document of 50 MB, which it does not begin to read', () => {
    expect(parsePolicy(large(50_000_000)).errors.map((error) => error.code)).toEqual(['too-large']);
  });

  it('a document a hundred times as large as any service takes', () => {
    const { policy, errors } = parsePolicy(large(3_000_000));
    expect(errors).toEqual([]);
    expect(policy?.statements.length).toBeGreaterThan(30_000);
  });

  it('any text and any value', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(parsePolicy(text).errors)), { numRuns: 2000 });
    fc.assert(fc.property(fc.anything(), (value) => Array.isArray(parsePolicy(value).errors)), { numRuns: 2000 });
  });

  it('any mutilation of a good document', () => {
    const good = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Condition: { StringLike: { 'aws:username': ['a*', '${aws:x}'] } } }] });
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(6), fc.string({ maxLength: 4 }), (at, drop, add) => {
        const text = good.slice(0, at) + add + good.slice(at + drop);
        const { errors } = parsePolicy(text);
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        return valid || errors.some((error) => ['json-syntax', 'empty-document'].includes(error.code));
      }),
      { numRuns: 5000 },
    );
  });
});
