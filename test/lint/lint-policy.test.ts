import { lintPolicy, POLICY_TYPES } from 'policy-lint';
import { describe, expect, test } from 'vitest';

const brief = (document: unknown): readonly string[] =>
  lintPolicy(document, { type: 'identity' }).map((finding) => `${finding.start.line}:${finding.start.column} ${finding.severity} ${finding.ruleId}`);

const OLD = { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' }] };

describe('lintPolicy', () => {
  test('finds in a text, with positions', () => {
    expect(brief(`\n  ${JSON.stringify(OLD)}`)).toContain('2:3 warning missing-version');
  });

  test('finds in an object, with pointers only', () => {
    const [finding] = lintPolicy({ ...OLD, Version: '2012-01-01' }, { type: 'identity' });
    expect(finding).toMatchObject({ pointer: '/Version', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } });
  });

  test('is content with what is right', () => {
    expect(lintPolicy({ Version: '2012-10-17', ...OLD }, { type: 'identity' })).toEqual([]);
  });

  test.each([['empty', ''], ['not JSON', '{"Version": '], ['a list', '[]'], ['null', null], ['undefined', undefined], ['a number', 7], ['a function', () => 1]])(
    'of %s there is at least one error, whatever rules are on',
    (_name, document) => {
      for (const type of POLICY_TYPES) {
        for (const preset of ['recommended', 'strict', 'access-analyzer'] as const) {
          const findings = lintPolicy(document, { type, preset });
          expect(findings.filter((finding) => finding.severity === 'error')).not.toEqual([]);
        }
      }
    },
  );

  test('a rule can be turned off, on, and given another severity', () => {
    expect(lintPolicy(OLD, { type: 'identity', rules: { 'missing-version': 'off' } })).toEqual([]);
    expect(lintPolicy(OLD, { type: 'identity', rules: { 'missing-version': 'error' } })).toMatchObject([{ severity: 'error' }]);
    expect(lintPolicy(OLD, { type: 'identity', rules: { 'missing-version': { severity: 'suggestion' } } })).toMatchObject([{ severity: 'suggestion' }]);
  });

  test('findings come in order of position', () => {
    const text = `{"Statement":[{"Effect":"Alow","Action":"x","Resource":"*"},{"Effekt":"Allow","Action":[],"Resource":"*"}],"Versoin":"1"}`;
    const columns = lintPolicy(text, { type: 'identity' }).map((finding) => finding.start.column);
    expect(columns.length).toBeGreaterThan(3);
    expect(columns).toEqual([...columns].sort((a, b) => a - b));
  });
});
