import { rule } from '../../src/rules/policy-syntax.ts';
import { testRule } from './rule-tester.ts';

const valid = '{"Version":"2012-10-17","Statement":[]}';
const deep = `${'['.repeat(300)}${']'.repeat(300)}`;

testRule(rule, {
  valid: [{ policy: valid }],
  invalid: [
    { name: 'a trailing comma', policy: '{"Statement": [],}', findings: [{ messageId: 'json', at: '}', code: 'JSON_SYNTAX_ERROR', severity: 'error' }] },
    { name: 'nothing', policy: '  ', findings: [{ messageId: 'empty', at: '', nth: 3, code: 'JSON_SYNTAX_ERROR' }] },
    { name: 'a key twice', policy: '{"Version": "2012-10-17", "Version": "2008-10-17"}', findings: [{ messageId: 'duplicateKey', at: '"Version"', nth: 2 }] },
    { name: 'too deep', policy: deep, findings: [{ messageId: 'tooDeep', at: '[', nth: 257 }] },
    {
      name: 'errors of files',
      policy: valid,
      errors: [
        { code: 'yaml-syntax', message: 'bad indentation', loc: { pointer: '', span: { start: 0, end: 1 } } },
        { code: 'not-text', message: 'the file is not text', loc: { pointer: '', span: { start: 0, end: 1 } } },
        { code: 'too-large', message: 'the file is too large', loc: { pointer: '', span: { start: 0, end: 1 } } },
      ],
      findings: [
        { messageId: 'yaml', at: '{', nth: 1, message: 'bad indentation' },
        { messageId: 'notText', at: '{', nth: 1 },
        { messageId: 'tooLarge', at: '{', nth: 1 },
      ],
    },
  ],
});
