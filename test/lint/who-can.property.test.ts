import fc from 'fast-check';
import { expect, it } from 'vitest';
import { whoCan, type WhoCanQuestion } from 'policy-lint';
import { readSource } from '../../src/sources/index.ts';
import { branching, CONDITIONS, conditions, DEPLOYMENTS, formOf, PROBES, sections, truthsOf, type Json } from '../sources/random-template.ts';

const ENVIRONMENT = { 'AWS::AccountId': '111122223333', 'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1' };
const QUESTION: WhoCanQuestion = { action: 's3:GetObject', resource: 'arn:aws:s3:::x/k' };

const bucket: fc.Arbitrary<Json> = branching(fc.constantFrom<Json>({ 'Fn::Sub': '${A}' }, { 'Fn::Sub': '${B}' }, { 'Fn::Sub': '${C}' }, 'x', 'y'));
const objects: fc.Arbitrary<Json> = branching(fc.constantFrom<Json>(...['${A}/*', '${B}/k', '${C}/*', 'x/*', '*', 'y/*'].map((path) => ({ 'Fn::Sub': `arn:aws:s3:::${path}` }))));
const effect = branching(fc.constantFrom<Json>('Allow', 'Allow', 'Deny'));
const statement = fc.record({ Effect: effect, Action: fc.constant('s3:GetObject'), Resource: fc.array(objects, { minLength: 1, maxLength: 2 }) });
const caller = branching(fc.constantFrom<Json>('*', { AWS: 'arn:aws:iam::111122223333:user/u' }, { AWS: { 'Fn::Sub': 'arn:aws:iam::111122223333:user/${C}' } }, { AWS: '111122223333' }));
const guard = fc.record({ Bucket: bucket, Condition: fc.option(fc.constantFrom(...CONDITIONS)), Effect: effect, Principal: caller });
const subject = fc.record({ own: fc.array(statement, { maxLength: 2 }), boundary: fc.option(statement), Condition: fc.option(fc.constantFrom(...CONDITIONS)) });

function template(all: Readonly<Record<string, Json>>, { own, boundary, Condition }: Readonly<Record<'own' | 'boundary' | 'Condition', Json>>, guards: readonly Readonly<Record<'Bucket' | 'Condition' | 'Effect' | 'Principal', Json>>[]): string {
  const documentOf = (Statement: Json): Json => ({ Version: '2012-10-17', Statement });
  return JSON.stringify({
    ...sections(all),
    Resources: {
      ...PROBES,
      User: { Type: 'AWS::IAM::User', ...(Condition === null ? {} : { Condition }), Properties: { UserName: 'u', Policies: [{ PolicyName: 'p', PolicyDocument: documentOf(own) }], ...(boundary === null ? {} : { PermissionsBoundary: { Ref: 'Boundary' } }) } },
      ...(boundary === null ? {} : { Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: documentOf([boundary]) } } }),
      ...Object.fromEntries(guards.map(({ Bucket, Condition: under, Effect, Principal }, index) => {
        // Amazon S3 takes no policy for a bucket that speaks of another one.
        const PolicyDocument = documentOf([{ Effect, Principal, Action: 's3:GetObject', Resource: { 'Fn::Join': ['', ['arn:aws:s3:::', Bucket, '/*']] } }]);
        return [`Guard${index}`, { Type: 'AWS::S3::BucketPolicy', ...(under === null ? {} : { Condition: under }), Properties: { Bucket, PolicyDocument } }];
      })),
    },
  });
}

it('who can or cannot do something can or cannot in every deployment', () => {
  let decided = 0;
  fc.assert(
    fc.property(conditions, subject, fc.array(guard, { maxLength: 1 }), (all, who, guards) => {
      const written = template(all, who, guards);
      const { answers } = whoCan(QUESTION, [readSource('t.json', written, { parameters: ENVIRONMENT })]);
      const forms = answers.map((answer) => ({ ...answer, when: answer.principal.when }));
      for (const deployment of DEPLOYMENTS) {
        const fixed = readSource('t.json', written, { parameters: { ...ENVIRONMENT, ...deployment } });
        const [truth] = whoCan(QUESTION, [fixed]).answers;
        if (truth === undefined) continue;
        const ability = formOf(forms, truthsOf(fixed), deployment)?.ability;
        if (ability === 'may') continue;
        decided += 1;
        expect(truth.ability).toBe(ability);
      }
    }),
    { numRuns: 150 },
  );
  // It is no use to answer nothing.
  expect(decided).toBeGreaterThan(500);
});
