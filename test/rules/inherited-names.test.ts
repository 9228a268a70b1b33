import { lintPolicy, POLICY_TYPES } from 'policy-lint';
import { describe, expect, it } from 'vitest';

const NAMES = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];

/** A policy that has a name wherever somebody may look it up. */
function policyOf(name: string, hasPrincipal: boolean): string {
  const principal = `"Principal": { "AWS": "${name}", "Service": "${name}.amazonaws.com", "Federated": "${name}", "${name}": "${name}" },`;
  return `{ "Version": "2012-10-17", "${name}": 1, "Statement": { "Sid": "${name}", "Effect": "Allow", "${name}": 1, ${hasPrincipal ? principal : ''}
    "Action": ["${name}:${name}", "${name}:*", "*:${name}", "s3:${name}"],
    "Resource": ["arn:aws:${name}:${name}:${name}:${name}/${name}", "arn:${name}:s3:::${name}"],
    "Condition": { "StringEquals": { "${name}": "${name}", "${name}:${name}": "${name}", "aws:${name}": "a", "aws:PrincipalTag/${name}": "a" }, "${name}": { "aws:username": "a" } } } }`;
}

describe.each(POLICY_TYPES)('in a policy of type %s', (type) => {
  it.each(NAMES)('no rule takes %s for something that it knows', (name) => {
    const findings = lintPolicy(policyOf(name, type !== 'identity' && type !== 'scp'), { type, preset: 'strict' });
    expect(findings.filter(({ ruleId }) => ruleId === 'internal-error')).toEqual([]);
    expect(findings.map(({ ruleId }) => ruleId)).toContain('unknown-action');
  });
});
