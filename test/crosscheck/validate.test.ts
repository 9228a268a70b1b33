import fg from 'fast-glob';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSource } from 'policy-lint';
import { ask } from '../../src/crosscheck/aws/ask.ts';
import { failureLog } from '../../src/crosscheck/failure-log.ts';
import { renderDocument, type RenderedDocument } from '../../src/crosscheck/render/render-document.ts';
import type { PolicyComparison } from '../../src/crosscheck/report.ts';
import { awsPlace } from '../../src/crosscheck/validate/aws-place.ts';
import { policyKind } from '../../src/crosscheck/validate/policy-kind.ts';
import { rulesOn } from '../../src/crosscheck/validate/rules-on.ts';
import { validatePolicies } from '../../src/crosscheck/validate/validate-policies.ts';
import { ruleEngine } from '../../src/lint/engine.ts';
import type { LocatedFinding } from '../../src/model/finding.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import type { FindingLocation, ValidatePolicyFinding } from '../../src/model/generated/exchange.generated.ts';
import { scriptedApi, type ScriptedApi } from './support.ts';

const PASS_ROLE = '{ "Version": "2012-10-17", "Statement": [\n  { "Sid": "P", "Effect": "Allow", "Action": ["iam:PassRole", "s3:GetObjekt"], "Resource": "*" }\n] }';

function documentOf(text: string): RenderedDocument {
  const [policy] = readSource('policy.json', text).policies;
  const rendering = policy === undefined ? undefined : renderDocument(policy.node);
  if (rendering?.ok !== true) throw new Error('there is no document');
  return rendering.document;
}

function at(text: string, found: string, from = 0): { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } } {
  const start = text.indexOf(found, from);
  return { start: { offset: start }, end: { offset: start + found.length } };
}

describe("AWS's places", () => {
  const document = documentOf(PASS_ROLE);
  const { text } = document;
  const textAt = (location: FindingLocation): string | undefined => {
    const place = awsPlace(location, document);
    return place === undefined ? undefined : text.slice(place.span.start, place.span.end);
  };

  it.each<readonly [string, FindingLocation['path'], string]>([
    ['a value', [{ value: 'Statement' }, { index: 0 }, { value: 'Resource' }], '"*"'],
    ['an item', [{ value: 'Statement' }, { index: 0 }, { value: 'Action' }, { index: 1 }], '"s3:GetObjekt"'],
    ['a key', [{ value: 'Statement' }, { index: 0 }, { key: 'Action' }], '"Action"'],
    ['part of a text', [{ value: 'Statement' }, { index: 0 }, { value: 'Action' }, { index: 1 }, { substring: { start: 3, length: 9 } }], 'GetObjekt'],
    ['part of a text that is too long', [{ value: 'Version' }, { substring: { start: 3, length: 90 } }], '"2012-10-17"'],
    ['an item of a single value', [{ value: 'Statement' }, { index: 0 }, { value: 'Resource' }, { index: 0 }], '"*"'],
  ])('lead to %s by path', (_name, path, expected) => {
    expect(textAt({ path })).toBe(expected);
  });

  it('lead by offsets where the path leads nowhere', () => {
    const span = at(text, 's3:GetObjekt');
    expect(textAt({ path: [{ value: 'Nothing' }], span })).toBe('s3:GetObjekt');
    expect(awsPlace({ path: [{ value: 'Nothing' }], span }, document)?.part.pointer).toBe('/Statement/0/Action/1');
    expect(textAt({ path: [{ value: 'Nothing' }] })).toBeUndefined();
  });

  it('tell keys of one name apart by offsets', () => {
    const twice = documentOf('{ "Version": "2012-10-17", "Statement": [], "Statement": [1] }');
    const second = at(twice.text, '"Statement"', twice.text.indexOf('"Statement"') + 1);
    const place = awsPlace({ path: [{ key: 'Statement' }], span: second }, twice);
    expect(place?.span).toEqual({ start: second.start.offset, end: second.end.offset });
  });
});

describe('every policy of the fixtures', () => {
  const files = fg.sync(['fixtures/policies/**/*.json', 'fixtures/templates/**/*.{yaml,json}'], { ignore: ['**/*intents*'] }).sort();
  const sources = files.flatMap((path) => readSource(path, readFileSync(path, 'utf8')).policies.map((policy) => [path, policy] as const));
  const whole = sources.flatMap(([path, policy]) => {
    const rendering = renderDocument(policy.node);
    return rendering.ok ? [{ path, policy, document: rendering.document }] : [];
  });

  it('can nearly always be put to AWS whole', () => {
    expect(sources.length).toBeGreaterThan(150);
    expect(whole.length / sources.length).toBeGreaterThan(0.8);
  });

  it('has its parts found by path, and by offsets alone', () => {
    for (const { document } of whole) {
      for (const part of document.parts) {
        const tokens = part.pointer.split('/').slice(1).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
        const steps = tokens.map((token, at): FindingLocation['path'][number] => {
          const above = document.parts.find(({ pointer, kind }) => kind === 'value' && pointer === part.pointer.split('/').slice(0, at + 1).join('/'));
          if (document.text.charAt(above?.span.start ?? 0) === '[') return { index: Number(token) };
          return part.kind === 'key' && at === tokens.length - 1 ? { key: token } : { value: token };
        });
        const span = { start: { offset: part.span.start }, end: { offset: part.span.end } };
        expect(awsPlace({ path: steps, span }, document)?.part).toBe(part);
        expect(awsPlace({ path: [{ value: 'nowhere' }], span }, document)?.part.span).toEqual(part.span);
      }
    }
  });

  it('has the same findings in the text for AWS as where it was written, but for values that were made up', () => {
    for (const { path, policy, document } of whole) {
      if (document.placeholders.size > 0) continue;
      const codes = (found: readonly LocatedFinding[]): readonly string[] => found.flatMap(({ accessAnalyzerCode, loc }) => (accessAnalyzerCode === undefined ? [] : [`${accessAnalyzerCode} ${/\/Statement(?:\/\d+)?/.exec(loc.pointer)?.[0] ?? ''}`])).sort();
      expect(codes(rulesOn(policy, document, 'access-analyzer')), path).toEqual(codes(runRules(policy, { preset: 'access-analyzer', engine: ruleEngine })));
    }
  });
});

describe('what Access Analyzer is told that a policy is', () => {
  it.each([
    ['identity', undefined, { policyType: 'IDENTITY_POLICY' }],
    ['scp', undefined, { policyType: 'SERVICE_CONTROL_POLICY' }],
    ['rcp', undefined, { policyType: 'RESOURCE_CONTROL_POLICY' }],
    ['trust', undefined, { policyType: 'RESOURCE_POLICY', validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument' }],
    ['resource', undefined, { policyType: 'RESOURCE_POLICY' }],
    ['resource', 'AWS::KMS::Key', { policyType: 'RESOURCE_POLICY' }],
    ...['AWS::S3::Bucket', 'AWS::S3::AccessPoint', 'AWS::S3::MultiRegionAccessPoint', 'AWS::S3ObjectLambda::AccessPoint', 'AWS::DynamoDB::Table'].map(
      (type) => ['resource', type, { policyType: 'RESOURCE_POLICY', validatePolicyResourceType: type }] as const,
    ),
  ] as const)('%s %s', (type, resourceType, expected) => {
    expect(policyKind({ type, ...(resourceType === undefined ? {} : { resourceType }) })).toEqual(expected);
  });
});

describe('ValidatePolicy beside the rules', () => {
  const finding = (issueCode: string, path: FindingLocation['path'], findingType: ValidatePolicyFinding['findingType'] = 'ERROR'): ValidatePolicyFinding => ({
    issueCode,
    findingType,
    findingDetails: `details of ${issueCode}`,
    learnMoreLink: 'https://docs.aws.amazon.com/',
    locations: [{ path }],
  });

  async function compare(text: string, findings: readonly ValidatePolicyFinding[], path = 'policy.json'): Promise<{ readonly found: readonly PolicyComparison[]; readonly api: ScriptedApi }> {
    const api = scriptedApi(() => ({ findings }));
    return { found: await Promise.all(validatePolicies(readSource(path, text), api, failureLog())), api };
  }

  const ACTION = [{ value: 'Statement' }, { index: 0 }, { value: 'Action' }, { index: 1 }] as const;
  const brief = ({ agreed, onlyAws, onlyUs, notCounted }: PolicyComparison): object => ({
    agreed: agreed.map(({ code, own, samePlace }) => [code, own.ruleId, `${own.place.start.line}:${own.place.start.column}`, samePlace]),
    onlyAws: onlyAws.map(({ code, places }) => [code, ...places.map(({ start }) => `${start.line}:${start.column}`)]),
    onlyUs: onlyUs.map(({ code }) => code),
    notCounted: notCounted.map(({ finding: { code }, reason }) => [code, reason]),
  });

  it('agrees on the same check at the same place, in lines of the file', async () => {
    const { found, api } = await compare(PASS_ROLE, [finding('INVALID_ACTION', ACTION), finding('PASS_ROLE_WITH_STAR_IN_RESOURCE', [{ value: 'Statement' }, { index: 0 }], 'SECURITY_WARNING')]);
    expect(found.map(brief)).toEqual([
      {
        agreed: [
          ['INVALID_ACTION', 'unknown-action', '2:63', true],
          ['PASS_ROLE_WITH_STAR_IN_RESOURCE', 'pass-role', '2:47', true],
        ],
        onlyAws: [],
        onlyUs: [],
        notCounted: [],
      },
    ]);
    expect(api.asked).toHaveLength(1);
    expect(api.asked[0]?.input).toMatchObject({ policyType: 'IDENTITY_POLICY', locale: 'EN' });
  });

  it('tells what only one of them finds', async () => {
    const { found } = await compare(PASS_ROLE, [finding('PASS_ROLE_WITH_STAR_IN_RESOURCE', [{ value: 'Statement' }, { index: 0 }, { value: 'Resource' }]), finding('A_NEW_CHECK', [{ value: 'Version' }])]);
    expect(found.map(brief)).toMatchObject([{ onlyAws: [['A_NEW_CHECK', '1:14']], onlyUs: ['INVALID_ACTION'] }]);
  });

  it('agrees in the same statement, and says that the place is another', async () => {
    const { found } = await compare(PASS_ROLE, [finding('INVALID_ACTION', [{ value: 'Statement' }, { index: 0 }, { value: 'Action' }, { index: 0 }])]);
    expect(found.map(brief)).toMatchObject([{ agreed: [['INVALID_ACTION', 'unknown-action', '2:63', false]], onlyAws: [] }]);
  });

  it('does not count known differences', async () => {
    const { found } = await compare(PASS_ROLE, [finding('USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES', [{ value: 'Statement' }])]);
    expect(found.map(brief)).toMatchObject([{ onlyAws: [], notCounted: [['USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES', 'which services send these keys is in no data that the rules have']] }]);
  });

  it('does not count what AWS says of a value that was made up, and names the value', async () => {
    const template = 'Parameters: { Arn: { Type: String } }\nResources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Arn}" }] }\n';
    const { found } = await compare(template, [finding('A_NEW_CHECK', [{ value: 'Statement' }, { index: 0 }, { value: 'Resource' }])], 'stack.yaml');
    expect(found[0]).toMatchObject({ placeholders: { Arn: 'example-arn' }, onlyAws: [] });
    expect(found[0]?.notCounted.map(({ finding: { code } }) => code)).toContain('A_NEW_CHECK');
  });

  it('maps places of a template back to its lines', async () => {
    const template = "Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: '2012-10-17'\n        Statement:\n          - Effect: Allow\n            Action: s3:GetObjekt\n            Resource: '*'\n";
    const { found } = await compare(template, [finding('INVALID_ACTION', [{ value: 'Statement' }, { index: 0 }, { value: 'Action' }])], 'stack.yaml');
    expect(found.map(brief)).toMatchObject([{ agreed: [['INVALID_ACTION', 'unknown-action', '9:21', true]] }]);
  });

  it('does not put what can not be put whole', async () => {
    const { found, api } = await compare('Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: !Ref Nothing }] }\n', [], 'stack.yaml');
    expect(found[0]?.notCompared).toMatch(/^it can't be put to AWS whole: /);
    expect(api.asked).toEqual([]);
  });

  it('does not put policies of devices, which are none of IAM', async () => {
    const { found, api } = await compare('Resources:\n  P:\n    Type: AWS::IoT::Policy\n    Properties:\n      PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: iot:Connect, Resource: "*" }] }\n', [], 'stack.yaml');
    expect(found).toMatchObject([{ notCompared: 'Access Analyzer validates no policies of devices' }]);
    expect(api.asked).toEqual([]);
  });

  it('follows pages, and keeps a failure beside what came', async () => {
    const failures = failureLog();
    const api = scriptedApi((_operation, input) =>
      input['nextToken'] === undefined ? { findings: [], nextToken: 'more' } : { ok: false, failure: { kind: 'refused', name: 'X', message: 'refused' } },
    );
    const found = await Promise.all(validatePolicies(readSource('policy.json', PASS_ROLE), api, failures));
    expect(found).toMatchObject([{ failed: true, onlyUs: [] }]);
    expect(failures.all()).toEqual([{ kind: 'refused', message: 'refused', count: 1 }]);
    expect((await ask(api, 'ValidatePolicy', { policyDocument: '{}', policyType: 'IDENTITY_POLICY' })).ok).toBe(true);
  });
});
