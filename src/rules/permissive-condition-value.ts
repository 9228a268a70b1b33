import type { Pattern, PatternPart } from '../model/pattern.ts';
import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, GLOBAL_CONDITION_KEYS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';

/** Identifiers that AWS gives out: part of one says nothing about whose it is. */
const WHOLE_IDENTIFIERS = new Set([
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  's3:resourceaccount',
]);

/** Paths that begin with the ID of an organization. */
const PATHS = new Set(['aws:principalorgpaths', 'aws:resourceorgpaths', 'aws:sourceorgpaths', 'aws:vpceorgpaths']);

/** What a caller can choose, or an administrator of the caller's account. */
const CHOSEN_BY_CALLER = /^(?:aws:(?:principaltag\/.*|requesttag\/.*|username|sourceidentity|referer|useragent)|saml:.*|.*\..*:sub)$/;

const LITERALS_BEFORE = 6;

export const rule: Rule = defineRule({
  meta: {
    id: 'permissive-condition-value',
    docs: {
      summary: 'wildcards and variables where part of an identifier does not identify anyone',
      sources: [GLOBAL_CONDITION_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      wildcard: { text: 'the wildcard in `{{value}}` lets in strangers: {{wanted}}', accessAnalyzerCode: 'WILDCARD_USAGE_TOO_PERMISSIVE' },
      variable: { text: 'the caller has a say in what the variable in `{{value}}` stands for: {{wanted}}', accessAnalyzerCode: 'VARIABLE_USAGE_TOO_PERMISSIVE' },
    },
  },
  create: (context) => ({
    conditionValue({ pattern, loc }, test, { statement }) {
      if (!limitsAccess(test, statement.effect)) return;
      for (const kind of ['wildcard', 'variable'] as const) {
        const wanted = complaint(test.key.id, pattern, kind);
        if (wanted !== undefined) context.report({ messageId: kind, data: { value: pattern.text, wanted }, loc });
      }
    },
  }),
});

/** A positive test in an Allow, or a negated one in a Deny: a value too many lets someone in. */
function limitsAccess(test: ConditionTest, effect: string): boolean {
  const { family, negated } = traitsOf(test);
  return family === 'string' && negated === (effect === 'Deny');
}

function complaint(id: string, { parts }: Pattern, kind: 'wildcard' | 'variable'): string | undefined {
  const at = parts.findIndex((part) => isKind(part, kind));
  // A lone `*` is no identifier at all; the condition then asks for the key only.
  if (at === -1 || (parts.length === 1 && parts[0]?.kind === 'anyRun')) return undefined;
  const before = parts.slice(0, at);
  if (before.some((part) => part.kind === 'unresolved')) return undefined;
  const literal = before.map((part) => (part.kind === 'literal' ? part.text : '')).join('');
  if (WHOLE_IDENTIFIERS.has(id)) return 'write the whole identifier';
  if (id === 'aws:userid') return literal.includes(':') && literal.indexOf(':') >= LITERALS_BEFORE ? undefined : 'write the unique ID of the user or role, and wildcards only behind its colon';
  if (PATHS.has(id) && literal.length < LITERALS_BEFORE) return 'begin with the ID of the organization, as in `o-a1b2c3d4e5/*`';
  return undefined;
}

function isKind(part: PatternPart, kind: 'wildcard' | 'variable'): boolean {
  if (kind === 'wildcard') return part.kind === 'anyRun' || part.kind === 'anyOne';
  return part.kind === 'variable' && CHOSEN_BY_CALLER.test(part.key.toLowerCase());
}
