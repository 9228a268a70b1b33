import { describe, expect, it } from 'vitest';
import { evaluateAll } from 'policy-lint';
import type { AccessRequest } from '../../src/model/access-request.ts';

const instance = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc';
const document = 'arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell';
const ask = (resource: string, context: AccessRequest['context'] = {}): AccessRequest => ({
  principal: 'arn:aws:iam::111122223333:user/ann',
  action: 'ssm:StartSession',
  resource,
  context,
});
const onInstance = { Effect: 'Allow', Action: 'ssm:StartSession', Resource: 'arn:aws:ec2:*:*:instance/*', Condition: { StringEquals: { 'ssm:resourceTag/team': 'a' } } } as const;
const onDocument = { Effect: 'Allow', Action: 'ssm:StartSession', Resource: document } as const;

describe('an operation on several resources', () => {
  it.each([
    ['all allowed', [onInstance, onDocument], 'allowed'],
    ['the document is missing', [onInstance], 'implicitDeny'],
    ['the document is denied', [onInstance, onDocument, { ...onDocument, Effect: 'Deny' as const }], 'explicitDeny'],
  ] as const)('%s', (_name, Statement, decision) => {
    const combined = evaluateAll({ Statement }, [ask(instance, { 'aws:ResourceTag/team': 'a' }), ask(document)]);
    expect(combined.decision).toBe(decision);
    expect(combined.evaluations).toHaveLength(2);
  });

  it('depends on what one of them depends on', () => {
    const combined = evaluateAll({ Statement: [onInstance, onDocument] }, [{ ...ask(instance), unknownKeys: ['aws:ResourceTag/*'] }, ask(document)]);
    expect(combined).toMatchObject({ decision: 'dependsOn', dependsOn: ['ssm:resourcetag/team'] });
  });

  it('allows nothing for no requests', () => {
    expect(evaluateAll({ Statement: [onInstance] }, []).decision).toBe('implicitDeny');
  });
});
