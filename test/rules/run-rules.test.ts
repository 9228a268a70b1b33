import { describe, expect, it } from 'vitest';
import { defineRule, type Rule } from '../../src/rules/rule.ts';
import { fileErrorFindings, INTERNAL_ERROR, runRules } from '../../src/rules/run-rules.ts';
import { sourceOf } from './rule-tester.ts';

const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","s3:PutObject"],"Resource":"*"}]}';
const docs = { summary: 'nothing', sources: ['https://docs.aws.amazon.com/'] };

const eachAction: Rule = defineRule({
  meta: {
    id: 'each-action',
    docs,
    severity: 'warning',
    presets: ['recommended'],
    messages: { found: { text: 'found `{{action}}`', accessAnalyzerCode: 'SOME_CODE' } },
    options: { schema: {}, defaults: { only: 's3:Get*' } },
  },
  create: (context) => ({
    action({ entry }) {
      if (context.options['only'] === 'all' || context.options['only'] === entry.pattern.text) {
        context.report({ messageId: 'found', data: { action: entry.pattern.text }, loc: entry.loc });
      }
    },
  }),
});

const throwing = (where: 'create' | 'statement' | 'action'): Rule =>
  defineRule({
    meta: { id: 'throwing', docs, severity: 'warning', presets: ['recommended'], messages: { found: { text: 'found' } } },
    create: () => {
      const fail = (): never => {
        throw new Error('out of order');
      };
      return where === 'create' ? fail() : { [where]: fail };
    },
  });

describe('runRules', () => {
  it('reports with message, code, place and policy', () => {
    const start = text.indexOf('"s3:Get*"');
    expect(runRules(sourceOf(text), { rules: [eachAction] })).toEqual([
      {
        ruleId: 'each-action',
        messageId: 'found',
        severity: 'warning',
        message: 'found `s3:Get*`',
        accessAnalyzerCode: 'SOME_CODE',
        policy: { name: 'policy' },
        loc: { pointer: '/Statement/0/Action/0', span: { start, end: start + '"s3:Get*"'.length } },
      },
    ]);
  });

  it('goes on when a rule throws, and says so once', () => {
    for (const where of ['create', 'statement', 'action'] as const) {
      const findings = runRules(sourceOf(text), { rules: [throwing(where), eachAction] });
      expect(findings.map((finding) => [finding.ruleId, finding.severity])).toEqual([
        [INTERNAL_ERROR, 'error'],
        ['each-action', 'warning'],
      ]);
      expect(findings[0]?.message).toBe('the rule `throwing` failed on this policy: out of order');
    }
  });

  it.each([
    ['off', 'off', []],
    ['a severity', 'error', ['error']],
    ['an object that turns it off', { severity: 'off' }, []],
    ['options', { options: { only: 'all' } }, ['warning', 'warning']],
    ['options and a severity', { severity: 'suggestion', options: { only: 'all' } }, ['suggestion', 'suggestion']],
  ] as const)('takes %s as a setting', (_, setting, severities) => {
    const findings = runRules(sourceOf(text), { rules: [eachAction], settings: { 'each-action': setting } });
    expect(findings.map((finding) => finding.severity)).toEqual(severities);
  });

  it('runs what the preset holds, and what the settings turn on', () => {
    expect(runRules(sourceOf(text), { rules: [eachAction], preset: 'access-analyzer' })).toEqual([]);
    expect(runRules(sourceOf(text), { rules: [eachAction], preset: 'access-analyzer', settings: { 'each-action': {} } })).toHaveLength(1);
  });

  it('holds a preset of Access Analyzer to its checks', () => {
    const inPreset = (severity: 'error' | 'warning', message: Rule['meta']['messages'][string]): Rule => ({
      ...eachAction,
      meta: { ...eachAction.meta, severity, presets: ['access-analyzer'], messages: { found: message } },
    });
    const count = (rule: Rule): number => runRules(sourceOf(text), { rules: [rule], preset: 'access-analyzer' }).length;
    expect(count(inPreset('warning', { text: 'found', accessAnalyzerCode: 'SOME_CODE' }))).toBe(1);
    expect(count(inPreset('warning', { text: 'found' }))).toBe(0);
    expect(count(inPreset('error', { text: 'found' }))).toBe(1);
  });

  it('leaves out a rule that is not about the type of policy', () => {
    const forTrust: Rule = { ...eachAction, meta: { ...eachAction.meta, policyTypes: ['trust'] } };
    expect(runRules(sourceOf(text), { rules: [forTrust] })).toEqual([]);
    expect(runRules(sourceOf(text, 'trust'), { rules: [forTrust] })).toHaveLength(1);
  });
});

describe('fileErrorFindings', () => {
  it('is silent without errors', () => {
    expect(fileErrorFindings([])).toEqual([]);
  });
});
