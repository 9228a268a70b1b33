import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import fg from 'fast-glob';
import { describe, expect, it } from 'vitest';
import { parsePolicy, readSource } from 'policy-lint';
import { renderDocument, type RenderedDocument } from '../../src/crosscheck/render/render-document.ts';
import { policyText } from '../../src/crosscheck/render/policy-text.ts';
import { parseJsonText } from '../../src/model/parse/json-text.ts';
import { nodeAt } from '../../src/model/node-at.ts';
import { plainValue } from '../../src/model/plain-value.ts';
import { evaluate } from '../../src/evaluator/index.ts';
import { parsePolicyDocument } from './support.ts';

function rendered(text: string, path = 'policy.json'): RenderedDocument {
  const [policy] = readSource(path, text).policies;
  if (policy === undefined) throw new Error('there is no policy');
  const rendering = renderDocument(policy.node);
  if (!rendering.ok) throw new Error(rendering.reason);
  return rendering.document;
}

const statement = (body: string): string => `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", ${body} }] }`;

describe('a document that is put to AWS', () => {
  it('is JSON, and knows where each part was written', () => {
    const source = statement('"Action": ["s3:GetObject", "s3:*"], "Resource": "*"');
    const { text, parts, placeholders } = rendered(source);
    expect(JSON.parse(text)).toEqual(JSON.parse(source));
    expect(placeholders.size).toBe(0);
    for (const { pointer, kind, span, source: place } of parts) {
      const { start, end } = place.span ?? { start: 0, end: 0 };
      const written: unknown = JSON.parse(source.slice(start, end));
      expect(JSON.parse(text.slice(span.start, span.end)), `${kind} ${pointer}`).toEqual(written);
    }
    expect(parts.map(({ kind, pointer }) => `${kind} ${pointer}`)).toContain('value /Statement/0/Action/1');
  });

  it('is ASCII, so that every way of counting gives the same offsets', () => {
    const { text, parts } = rendered(statement('"Sid": "naïve 🚀 \\u0007", "Action": "s3:*", "Resource": "arn:aws:s3:::ü"'));
    expect(text).toMatch(/^[\n -~]*$/);
    expect(JSON.parse(text)).toMatchObject({ Statement: [{ Sid: 'naïve 🚀 \u0007' }] });
    const last = parts.find(({ pointer, kind }) => pointer === '/Statement/0/Resource' && kind === 'value');
    expect(text.slice(last?.span.start, last?.span.end)).toBe('"arn:aws:s3:::\\u00fc"');
  });

  it('keeps keys that come twice, and numbers as JSON has them', () => {
    const { text } = rendered('Version: 2012-10-17\nStatement:\n  - Effect: Allow\n    Action: s3:*\n    Resource: "*"\n    Condition:\n      StringEquals:\n        aws:PrincipalAccount: 012345678901\n', 'policy.yaml');
    expect(text).toContain('"012345678901"');
    expect(rendered(statement('"Action": "s3:*", "Action": "ec2:*", "Resource": "*"')).text.match(/"Action"/g)).toHaveLength(2);
  });

  const template = (resource: string): string => `
Parameters:
  Bucket: { Type: String }
  Names: { Type: CommaDelimitedList }
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Action: s3:GetObject, Resource: ${resource} }
`;

  it('has ordinary values for what a template leaves open in a text, and says which', () => {
    const { text, parts, placeholders } = rendered(template("!Sub 'arn:${AWS::Partition}:s3:::${Bucket}/*'"), 'stack.yaml');
    expect(text).toContain('"arn:aws:s3:::example-bucket/*"');
    expect(Object.fromEntries(placeholders)).toEqual({ 'AWS::Partition': 'aws', Bucket: 'example-bucket' });
    expect(parts.filter(({ hasPlaceholder }) => hasPlaceholder).map(({ pointer }) => pointer)).toEqual(['/Statement/0/Resource']);
  });

  it('takes given values as they are', () => {
    const [policy] = readSource('stack.yaml', template("!Sub 'arn:aws:s3:::${Bucket}/*'")).policies;
    const rendering = policy === undefined ? undefined : renderDocument(policy.node, new Map([['Bucket', 'data']]));
    expect(rendering).toMatchObject({ ok: true, document: { placeholders: new Map() } });
    if (rendering?.ok === true) expect(rendering.document.text).toContain('arn:aws:s3:::data/*');
  });

  it.each([
    ['!Ref Nothing', /^`Ref at .*` is not known \(the template has no parameter or resource `Nothing`\)$/],
    ['!GetAtt Other.Things', /^`Fn::GetAtt at .*` is not known \(the template has no resource `Other`\)$/],
    ['!Ref Names', /^`Names` is not known \(.*\): give it with `--parameter`$/],
  ])('is none where nothing can stand in for a value: %s', (resource, reason) => {
    const [policy] = readSource('stack.yaml', template(resource)).policies;
    const rendering = policy === undefined ? undefined : renderDocument(policy.node);
    expect(rendering?.ok === false ? rendering.reason : rendering).toMatch(reason);
  });

  it('says what it was given, whatever that is', () => {
    const { letrec } = fc;
    const { tree } = letrec((tie) => ({
      tree: fc.oneof({ depthSize: 'small' }, fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('tree')), fc.dictionary(fc.string({ minLength: 1 }), tie('tree'))),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const { root } = parseJsonText(JSON.stringify(value));
        if (root === undefined) return;
        const rendering = renderDocument(root);
        if (!rendering.ok) throw new Error(rendering.reason);
        const { text, parts } = rendering.document;
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        for (const { pointer, kind, span } of parts) {
          const node = kind === 'value' ? nodeAt(root, pointer) : undefined;
          if (node !== undefined) expect(JSON.parse(text.slice(span.start, span.end))).toEqual(plainValue(node));
        }
      }),
    );
  });
});

describe('parsed policies as one document', () => {
  const files = fg.sync('fixtures/policies/**/*.json').sort();

  it.each(files)('%s reads back as the same statements', (path) => {
    const { policy, errors } = parsePolicy(readFileSync(path, 'utf8'));
    if (policy === undefined) return;
    const written = policyText([policy]);
    if (errors.length > 0) {
      expect(written.ok).toBe(false);
      return;
    }
    if (!written.ok) throw new Error(written.reason);
    const again = parsePolicy(written.text).policy;
    expect(again?.version?.value).toBe(policy.version?.value);
    expect(again?.statements.map(essence)).toEqual(policy.statements.map(essence));
  });

  it('allow and deny together what they do apart', () => {
    const first = parsePolicyDocument({ Version: '2012-10-17', Statement: [{ Sid: 'A', Effect: 'Allow', Action: 's3:*', Resource: '*' }] });
    const second = parsePolicyDocument({ Version: '2012-10-17', Statement: [{ Sid: 'A', Effect: 'Deny', Action: 's3:Delete*', NotResource: 'arn:aws:s3:::tmp/${aws:username}' }] });
    const merged = policyText([first, second]);
    if (!merged.ok) throw new Error(merged.reason);
    expect(merged.text).not.toContain('Sid');
    for (const action of ['s3:GetObject', 's3:DeleteObject']) {
      for (const resource of ['arn:aws:s3:::tmp/alice', 'arn:aws:s3:::data/x']) {
        const request = { principal: 'arn:aws:iam::111122223333:user/alice', action, resource };
        const together = evaluate({ identityPolicies: [parsePolicyDocument(JSON.parse(merged.text))] }, request).decision;
        expect(together).toBe(evaluate({ identityPolicies: [first, second] }, request).decision);
      }
    }
  });

  it.each([
    ['several versions', [{ Version: '2012-10-17', Statement: [] }, { Statement: [] }], 'its policies are of several versions, which no single document can be'],
    ['an error', [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { Like: { 'aws:PrincipalArn': 'a' } } }] }], 'a statement has an error: '],
  ])('have no text where there is %s', (_name, documents, reason) => {
    const written = policyText(documents.map(parsePolicyDocument));
    expect(written).toMatchObject({ ok: false });
    expect(written.ok ? '' : written.reason).toContain(reason);
  });
});

function essence(statement: ReturnType<typeof parsePolicyDocument>['statements'][number]): object {
  const { sid, effect, principal, action, resource, conditions } = statement;
  return {
    sid: sid?.text,
    effect,
    principal: principal === undefined ? undefined : [principal.kind, ...principal.entries.map(({ pattern }) => pattern)],
    action: [action.kind, ...action.entries.map(({ pattern }) => pattern)],
    resource: resource === undefined ? undefined : [resource.kind, ...resource.entries.map(({ pattern }) => pattern)],
    conditions: conditions.map((clause) => (clause.kind === 'test' ? [clause.operator, clause.key.id, clause.values.map(({ pattern }) => pattern)] : clause.kind)),
  };
}
