import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run, withFiles } from './run.ts';

const TEMPLATE = `Resources:
  Reader:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: all
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - { Effect: Allow, Action: "s3:*", Resource: "arn:aws:s3:::data/*" }
`;
const INTENTS = `targets:
  - principal: Reader
    intents:
      - { name: deletes nothing, never: { Action: "s3:Delete*" } }
`;
const scp = (effect: string, action: string): string => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: effect, Action: action, Resource: '*' }] });

test.each<[string, string, readonly string[], string]>([
  ['no facts', 'preset: recommended\n', [], 'violated'],
  ['a Deny at the root', 'organization: { serviceControlPolicies: { root: [org/all.json, org/deny.json] } }\n', [], 'holds'],
  ['a Deny further down', 'organization: { serviceControlPolicies: { root: [org/all.json], organizationalUnits: [[org/all.json], [org/all.json, org/deny.json]] } }\n', [], 'holds'],
  ['another Deny', 'organization: { serviceControlPolicies: { root: [org/all.json, org/other.json] } }\n', [], 'violated'],
  ['the management account', 'organization: { managementAccount: "111122223333", serviceControlPolicies: { root: [org/all.json, org/deny.json] } }\n', ['--parameter', 'AWS::AccountId=111122223333'], 'violated'],
])('intents with %s', async (_name, config, args, verdict) => {
  const files = { 'conf/policy-lint.config.yaml': config, 'conf/org/all.json': scp('Allow', '*'), 'conf/org/deny.json': scp('Deny', 's3:Delete*'), 'conf/org/other.json': scp('Deny', 's3:Put*'), 'stack.yaml': TEMPLATE, 'policy-lint.intents.yaml': INTENTS };
  await withFiles(files, async (cwd) => {
    const lint = (...more: readonly string[]): ReturnType<typeof run> => run(['stack.yaml', '--config', 'conf/policy-lint.config.yaml', '-f', 'json', ...args, ...more], { cwd });
    const ran = await lint();
    expect((JSON.parse(ran.stdout) as { readonly intents: readonly { readonly verdict: string }[] }).intents.map((intent) => intent.verdict)).toEqual([verdict]);
    expect(await lint('--cache')).toEqual(ran);
    expect(await lint('--cache')).toEqual(ran);
  });
});

test('control policies that are changed are heard by a run with a cache', async () => {
  const config = 'organization: { serviceControlPolicies: { root: [all.json, deny.json] } }\n';
  await withFiles({ 'policy-lint.config.yaml': config, 'all.json': scp('Allow', '*'), 'deny.json': scp('Deny', 's3:Delete*'), 'stack.yaml': TEMPLATE, 'policy-lint.intents.yaml': INTENTS }, async (cwd) => {
    expect((await run(['stack.yaml', '--cache'], { cwd })).code).toBe(0);
    writeFileSync(`${cwd}/deny.json`, scp('Deny', 's3:Put*'));
    expect((await run(['stack.yaml', '--cache'], { cwd })).code).toBe(1);
    writeFileSync(`${cwd}/deny.json`, '{');
    expect(await run(['stack.yaml', '--cache'], { cwd })).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('policy-lint.config.yaml:1:') as string });
  });
});
