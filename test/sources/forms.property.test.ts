import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyOfConditions, type SourceFile, type SourcePolicy } from '../../src/model/policy-source.ts';
import type { UnknownValue } from '../../src/model/unknown-value.ts';
import { withTexts } from '../../src/model/located.ts';
import { readSource } from '../../src/sources/index.ts';
import { CONDITIONS, conditions, DEPLOYMENTS, formOf, MAPPING, PROBES, sections, truthsOf, value, type Json, type Values } from './random-template.ts';
import { plain } from './show.ts';

function template(all: Readonly<Record<string, Json>>, values: readonly Json[], attached: readonly string[]): string {
  const policy = (Resource: Json, more: object = {}, properties: object = {}): Json => ({ Type: 'AWS::IAM::ManagedPolicy', ...more, Properties: { ...properties, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource }] } } });
  return JSON.stringify({
    ...sections(all),
    Resources: {
      Subject: policy(values),
      Role: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'g' } },
      ...Object.fromEntries(attached.map((Condition, index) => [`Attached${index}`, policy(`own-${index}`, { Condition }, { Groups: ['g'] })])),
      ...PROBES,
    },
  });
}

/** An unknown value in a deployment; undefined where it is none of those that it may be. */
function deployed({ name, shape }: UnknownValue, values: Values): string | undefined {
  const found = name === 'Fn::FindInMap(M, A, k)' ? MAPPING[values['A'] ?? '']?.k : values[name];
  return found !== undefined && (shape.kind !== 'oneOf' || shape.values.includes(found)) ? found : undefined;
}

function documentIn({ node }: SourcePolicy, values: Values): Json {
  return plain(withTexts(node, (parts) => [parts.map((part) => (typeof part === 'string' ? part : (deployed(part, values) ?? `not ${part.name}`))).join('')]));
}

const policiesOf = (file: SourceFile, id: string): readonly SourcePolicy[] => file.policies.filter(({ label }) => label.logicalId === id);

it('every deployment has one form of a policy and of a principal, which says what is deployed', () => {
  fc.assert(
    fc.property(conditions, fc.array(value, { minLength: 1, maxLength: 4 }), fc.array(fc.constantFrom(...CONDITIONS), { maxLength: 2 }), (all, values, attached) => {
      const written = template(all, values, attached);
      const open = readSource('t.json', written);
      expect(open.errors).toEqual([]);
      for (const deployment of DEPLOYMENTS) {
        const fixed = readSource('t.json', written, { parameters: deployment });
        const truths = truthsOf(fixed);
        const [truth] = policiesOf(fixed, 'Subject');
        const form = formOf(policiesOf(open, 'Subject'), truths, deployment);
        expect(form === undefined ? undefined : documentIn(form, deployment)).toEqual(truth === undefined ? undefined : plain(truth.node));
        const told = open.parameters?.under.get(keyOfConditions(form?.when ?? []));
        for (const [name, part] of told ?? []) expect(typeof part === 'string' ? part : deployed(part, deployment)).toBe(deployment[name]);
        const group = formOf(open.principals, truths, deployment);
        expect(group?.attachments.map(({ source }) => source?.label.logicalId)).toEqual(fixed.principals[0]?.attachments.map(({ source }) => source?.label.logicalId));
      }
    }),
    { numRuns: 150 },
  );
});
