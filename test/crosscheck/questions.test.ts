import { describe, expect, it } from 'vitest';
import { checkIntents, evaluate, parseIntents, readSource } from 'policy-lint';
import type { JudgedIntent } from '../../src/intents/check-intents.ts';
import { holdersIn } from '../../src/crosscheck/holders.ts';
import { questionsOfFindings, questionsOfIntents } from '../../src/crosscheck/questions.ts';
import { simulationInput } from '../../src/crosscheck/simulate/simulation-input.ts';

const STACK = `
Parameters: { Team: { Type: String } }
Resources:
  Alice:
    Type: AWS::IAM::User
    Properties:
      UserName: alice
      Policies:
        - PolicyName: own
          PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: ['s3:GetObject', 'iam:PutUserPolicy'], Resource: !Sub 'arn:aws:s3:::\${Team}/*' }, { Effect: Allow, Action: 'iam:AttachUserPolicy', Resource: '*' }] }
`.replaceAll('\\$', '$');
const INTENTS = `
parameters: { AWS::AccountId: '111122223333', AWS::Partition: aws }
targets:
  - principal: Alice
    intents:
      - name: no objects
        never: [{ Action: s3:GetObject }]
      - name: again
        never: [{ Action: s3:GetObject }]
      - name: asks
        atLeast: [{ action: s3:PutObject, resource: 'arn:aws:s3:::data/x' }]
`;

async function judged(): Promise<readonly JudgedIntent[]> {
  const { intents } = await parseIntents(INTENTS, 'intents.yaml');
  const found: JudgedIntent[] = [];
  if (intents !== undefined) checkIntents([readSource('stack.yaml', STACK)], intents, { onJudged: (one) => found.push(one) });
  return found;
}

describe('questions of intents', () => {
  it('are their witnesses and what they ask for, each once, with the policies of the witness', async () => {
    const questions = questionsOfIntents(await judged(), { live: false, incomplete: false });
    expect(questions.map(({ request, origin }) => `${request.action} ${origin}`)).toEqual(['s3:GetObject witness against `no objects`', 's3:PutObject asked for by `asks`']);
    for (const question of questions) {
      expect(simulationInput(question).ok).toBe(true);
      expect(evaluate(question.policies, question.request).decision).toBe(question.request.action === 's3:GetObject' ? 'allowed' : 'implicitDeny');
    }
  });

  it('of an account name the principal, and say where not all was read', async () => {
    const [live] = questionsOfIntents(await judged(), { live: true, incomplete: false });
    expect(live?.livePrincipal).toBe('arn:aws:iam::111122223333:user/alice');
    const [partial] = questionsOfIntents(await judged(), { live: true, incomplete: true });
    expect(partial === undefined ? undefined : simulationInput(partial)).toEqual({ ok: false, reason: 'not all policies of the principal could be read' });
  });
});

describe('questions of findings', () => {
  it('are the requests that show them', () => {
    const questions = questionsOfFindings(readSource('stack.yaml', STACK));
    expect(questions.length).toBeGreaterThan(0);
    for (const { request, policies, origin } of questions) {
      expect(origin).toMatch(/^shown by `[a-z-]+`$/);
      expect(evaluate(policies, request).decision).toBe('allowed');
    }
  });
});

describe('holders', () => {
  it('are the principals of a template, with ordinary values, and whoever a bare policy is for', () => {
    expect(holdersIn(readSource('stack.yaml', STACK))).toMatchObject([{ id: 'Alice', values: { Team: 'example-team', 'AWS::AccountId': '111122223333' }, arn: 'arn:aws:iam::111122223333:user/alice' }]);
    const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    const bare = (more: object, type?: 'scp'): readonly string[] =>
      holdersIn(readSource('policy.json', JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, ...more }] }), type === undefined ? {} : { type })).flatMap(({ policies }) => Object.keys(policies));
    expect(bare({})).toEqual(['identityPolicies']);
    expect(bare({ Principal: '*' })).toEqual(['resourcePolicy']);
    expect(bare({}, 'scp')).toEqual([]);
  });
});
