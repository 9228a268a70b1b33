import { expect, it } from 'vitest';
import { checkIntents } from '../../src/intents/check-intents.ts';
import { parseIntents } from '../../src/intents/parse-intents.ts';
import { readSource } from '../../src/sources/index.ts';

const TEMPLATE = `
Parameters: { Stage: { Type: String, AllowedValues: [live, test, dev] }, Twin: { Type: String } }
Conditions: { IsLive: !Equals [!Ref Stage, live], IsTwin: !Equals [!Ref Twin, !Ref Stage] }
Resources:
  # What its form without the condition tells of the stage is not so for others.
  Narrow: { Type: AWS::IAM::User, Properties: { Policies: [{ PolicyName: p, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: !If [IsLive, 'arn:aws:s3:::x/*', !Sub 'arn:aws:s3:::\${Stage}/*'] }] } }] } }
  Wide: { Type: AWS::IAM::User, Properties: { Policies: [{ PolicyName: p, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::live-data/*' }] } }] } }
  OnlyLive: { Type: AWS::IAM::User, Condition: IsLive, Properties: { Policies: [{ PolicyName: p, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::live-data/*' }] } }] } }
  Twins: { Type: AWS::IAM::User, Condition: IsTwin, Properties: { Policies: [{ PolicyName: p, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: !Sub 'arn:aws:s3:::\${Twin}-data/*' }] } }] } }
`;

it.each([
  ['Wide', 'never', 'violated'],
  ['Wide', 'atMost', 'violated'],
  ['OnlyLive', 'never', 'violated'],
  ['OnlyLive', 'atMost', 'holds'],
  ['Twins', 'atMost', 'holds'],
])('the values that a form leaves possible are those of the intent, and no others: %s %s', async (principal, kind, verdict) => {
  const text = `targets: [{ principal: ${principal}, intents: [{ ${kind}: { Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::\${Stage}-data/*" } }] }]`;
  const { intents } = await parseIntents(text, 'policy-lint.intents.yaml');
  const results = intents === undefined ? [] : checkIntents([readSource('t.yaml', TEMPLATE)], intents);
  expect(results.map((result) => [result.verdict, result.message])).toEqual([[verdict, expect.anything()]]);
});

it('values of a control policy from another template are none of the target, whatever they are called', async () => {
  const scp = `
Parameters: { Stage: { Type: String, AllowedValues: [live, test, dev] } }
Resources: { S: { Type: AWS::Organizations::Policy, Properties: { Name: s, Type: SERVICE_CONTROL_POLICY, Content: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: '*', Resource: '*' }, { Effect: Deny, Action: 's3:*', Resource: !Sub 'arn:aws:s3:::\${Stage}-data/*' }] } } } }`;
  const host = { readFile: () => new TextEncoder().encode(scp) };
  const judged = async (parameters: string): Promise<unknown> => {
    const text = `targets: [{ principal: Twins, serviceControlPolicies: [scp.yaml], ${parameters} intents: [{ never: { Effect: Allow, Action: "s3:GetObject", Resource: "*" } }] }]`;
    const { intents } = await parseIntents(text, 'policy-lint.intents.yaml');
    return intents === undefined ? [] : checkIntents([readSource('t.yaml', TEMPLATE)], intents, { host }).map(({ verdict }) => verdict);
  };
  expect(await judged('')).toEqual(['violated']);
  expect(await judged('parameters: { Stage: live, Twin: live },')).toEqual(['holds']);
});
