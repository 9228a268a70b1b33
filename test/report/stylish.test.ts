import { expect, test } from 'vitest';
import { stylish } from '../../src/report/stylish.ts';
import { CLEAN, FINDING, REPORT, TEXT } from './a-report.ts';

const context = { colour: false, textOf: (path: string) => (path === 'stack.yaml' ? TEXT : undefined), version: '1.2.3' };

test('shows each finding with its line, and each intent that does not hold', () => {
  expect(stylish(REPORT, context)).toBe(
    `stack.yaml
  3:13  error  there is no action \`s3:GetObjekt\`, did you mean \`s3:GetObject\`?  unknown-action in Stack/Access
    │     Action: "s3:GetObjekt"
    │             ^^^^^^^^^^^^^^
    2:5 the statement begins here
    for example: arn:aws:iam::111122223333:user/alice calls s3:GetObject on arn:aws:s3:::bucket/key with {"aws:PrincipalTag/team":"a"}

policy-lint.intents.yaml:4:7
  violated  a session of somebody else can be ended  only own sessions
    target SupportUser in stack.yaml
    statement Sessions at stack.yaml:4:7
    clause at policy-lint.intents.yaml:4:7
    for example: {"AWS":"arn:aws:iam::111122223333:user/bob"} calls ssm:TerminateSession on *
    supposing Stage = prod
    when HasSupportUser is true
    1. anonymous calls sts:AssumeRole on *: becomes administrator
    the tag can be set by Deployer

1 error in 3 policies in 2 files; 1 other file skipped; 2 intents: 1 holds, 1 violated, 0 unknown
`,
  );
});

test('says so when there is nothing to say', () => {
  expect(stylish(CLEAN, context)).toBe('no findings in 1 policy in 1 file\n');
});

test('colours only where it is told to', () => {
  const escape = '\u001B[';
  expect(stylish(REPORT, { ...context, colour: true })).toContain(escape);
  expect(stylish(REPORT, context)).not.toContain(escape);
});

test('passes nothing on that a terminal would obey', () => {
  const text = `"\u001B[31m\t\u202Es3:x"`;
  const finding = { ...FINDING, message: `no action \`${text}\``, start: { line: 1, column: 2 }, end: { line: 1, column: 5 } };
  const printed = stylish({ ...REPORT, files: [{ path: 'stack.yaml', findings: [finding] }] }, { ...context, textOf: () => text });
  expect(printed).not.toMatch(/[\u001B\u202E\t]/);
});

test('cuts a long line around the place', () => {
  const text = `{"a":"${'x'.repeat(5000)}","Action":"s3:GetObjekt","b":"${'y'.repeat(5000)}"}`;
  const start = text.indexOf('"s3:');
  const finding = { ...FINDING, start: { line: 1, column: start + 1 }, end: { line: 1, column: start + 15 } };
  const printed = stylish({ ...REPORT, files: [{ path: 'stack.yaml', findings: [finding] }] }, { ...context, textOf: () => text });
  const [line = '', marker = ''] = printed.split('\n').slice(2, 4);
  expect(line.length).toBeLessThan(130);
  expect(line.slice(marker.indexOf('^'), marker.lastIndexOf('^') + 1)).toBe('"s3:GetObjekt"');
});

test('messages of a file stand below each other', () => {
  const findings = [{ ...FINDING, message: 'one' }, { ...FINDING, severity: 'suggestion' as const, message: 'two', start: { line: 120, column: 3 }, end: { line: 120, column: 4 } }];
  const lines = stylish({ ...CLEAN, files: [{ path: 'a.yaml', findings }] }, { ...context, textOf: () => undefined }).split('\n');
  const [one = '', two = ''] = lines.filter((line) => /one|two/.test(line));
  expect(one.indexOf('one')).toBe(two.indexOf('two'));
  expect(one).toMatch(/^ {3}3:13 {2}error {7}one/);
});

test.each([60, 80, 120])('fits into %i columns, but for words that are longer', (columns) => {
  const plain = stylish(REPORT, context);
  const wrapped = stylish(REPORT, { ...context, columns });
  for (const line of wrapped.split('\n')) expect(line.length <= columns || line.trim().split(' ').length === 1, line).toBe(true);
  expect(wrapped.split(/\s+/)).toEqual(plain.split(/\s+/));
  const coloured = stylish(REPORT, { ...context, columns, colour: true });
  expect(coloured.replaceAll(/\u001B\[\d+m/g, '')).toBe(wrapped);
});

test('of an escalation the first step is told once', () => {
  const [result] = REPORT.intents;
  const request = { principal: 'anonymous', action: 'sts:AssumeRole', resource: '*' };
  if (result === undefined) throw new Error('the report has no intent');
  expect(stylish({ ...REPORT, intents: [{ ...result, witness: request }] }, context).match(/anonymous calls/g)).toHaveLength(1);
});
