import type { Finding } from '../../src/model/finding.ts';
import type { IntentResult } from '../../src/model/intent-result.ts';
import type { Report } from '../../src/model/report.ts';

/** A report that has one of everything: a member that is added to the types is missing here until it is. */

export const TEXT: string = ['Statement:', '  - Effect: Allow', '    Action: "s3:GetObjekt"', "    Resource: '*'", ''].join('\n');

export const FINDING: Required<Finding> = {
  ruleId: 'unknown-action',
  severity: 'error',
  message: 'there is no action `s3:GetObjekt`, did you mean `s3:GetObject`?',
  start: { line: 3, column: 13 },
  end: { line: 3, column: 27 },
  pointer: '/Statement/0/Action',
  policy: { name: 'Access', logicalId: 'Access', resourceType: 'AWS::IAM::Policy', constructPath: 'Stack/Access' },
  accessAnalyzerCode: 'INVALID_ACTION',
  witness: {
    principal: 'arn:aws:iam::111122223333:user/alice',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::bucket/key',
    context: { 'aws:PrincipalTag/team': 'a' },
  },
  related: [{ message: 'the statement begins here', start: { line: 2, column: 5 }, end: { line: 2, column: 11 }, pointer: '/Statement/0' }],
  fix: { description: 'write `s3:GetObject`', edits: [{ span: { start: 44, end: 58 }, text: '"s3:GetObject"' }] },
};

const place = { path: 'policy-lint.intents.yaml', start: { line: 4, column: 7 }, end: { line: 4, column: 20 }, pointer: '/targets/0/never' };

const VIOLATED: Required<IntentResult> = {
  intent: { name: 'only own sessions', kind: 'never', place },
  target: { name: 'SupportUser', path: 'stack.yaml', logicalId: 'SupportUser' },
  verdict: 'violated',
  message: 'a session of somebody else can be ended',
  vacuous: false,
  parameters: { Stage: 'prod' },
  when: [{ condition: 'HasSupportUser', value: true }],
  domain: 'typed',
  assumptions: ['reference data of 2026-09-26'],
  witness: { principal: { AWS: 'arn:aws:iam::111122223333:user/bob' }, action: 'ssm:TerminateSession', resource: '*' },
  statement: { ...place, path: 'stack.yaml', policy: { name: 'Access' }, sid: 'Sessions' },
  clause: place,
  restsOn: { ...place, path: 'organization.json', policy: { name: 'guardrails' }, sid: 'NoIam' },
  steps: [{ request: { principal: 'anonymous', action: 'sts:AssumeRole', resource: '*' }, effect: 'becomes administrator' }],
  tagSetters: ['Deployer'],
};

const HOLDS: IntentResult = {
  intent: { name: 'one Region', kind: 'regions', place },
  target: { name: 'SupportUser', path: 'stack.yaml' },
  verdict: 'holds',
  message: 'holds for every request',
  vacuous: false,
  assumptions: [],
};

export const REPORT: Report = {
  files: [
    { path: 'clean.json', findings: [] },
    { path: 'stack.yaml', findings: [FINDING] },
  ],
  intents: [VIOLATED, HOLDS],
  summary: {
    files: 2,
    skipped: 1,
    policies: 3,
    findings: { error: 1, security: 0, warning: 0, suggestion: 0 },
    intents: { holds: 1, violated: 1, unknown: 0 },
  },
  problems: ['no file matches `*.tf`'],
};

export const CLEAN: Report = {
  files: [{ path: 'clean.json', findings: [] }],
  intents: [],
  summary: {
    files: 1,
    skipped: 0,
    policies: 1,
    findings: { error: 0, security: 0, warning: 0, suggestion: 0 },
    intents: { holds: 0, violated: 0, unknown: 0 },
  },
  problems: [],
};
