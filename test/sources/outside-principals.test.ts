import { expect, it } from 'vitest';
import { readSource } from '../../src/sources/index.ts';

/** A policy on a user that the template makes only under a condition. */
function template(policyCondition: string): string {
  return `
Parameters: { Make: { Type: String, AllowedValues: [Yes, No] }, Name: { Type: String } }
Conditions: { Made: !Equals [!Ref Make, Yes] }
Resources:
  Support: { Type: AWS::IAM::User, Condition: Made, Properties: { UserName: !Ref Name } }
  Policy:
    Type: AWS::IAM::Policy
${policyCondition}    Properties:
      PolicyName: p
      Users: [!Ref Name]
      PolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Action: 's3:GetObject', Resource: '*' } }
`;
}

function seen(text: string): readonly string[] {
  return readSource('t.yaml', text).principals.map(({ id, when }) => `${id} ${JSON.stringify(when ?? [])}`);
}

it('names nobody outside under conditions with which the attaching policy is not there', () => {
  expect(seen(template('    Condition: Made\n'))).toEqual(['Support [{"condition":"Made","value":true}]']);
});

it('takes the name for an outsider only where the template does not make it', () => {
  expect(seen(template(''))).toEqual(['Support [{"condition":"Made","value":true}]', 'Name [{"condition":"Made","value":false}]']);
});
