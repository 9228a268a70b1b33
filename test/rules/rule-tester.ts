import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/model/finding.ts';
import type { Span } from '../../src/model/location.ts';
import type { LocatedNode } from '../../src/model/located.ts';
import type { PolicyType } from '../../src/model/policy.ts';
import type { SourcePolicy } from '../../src/model/policy-source.ts';
import type { SourceError } from '../../src/model/source-error.ts';
import type { UnknownShape, UnknownValue, TextPart } from '../../src/model/unknown-value.ts';
import { parseJsonText } from '../../src/model/parse/json-text.ts';
import { parsePolicyNode } from '../../src/model/parse/policy.ts';
import type { Rule, RuleEngine, RuleFinding, RuleOptions } from '../../src/rules/rule.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import { compare } from '../../src/proofs.ts';
import { applyFix } from './apply-fix.ts';

export interface RuleCase {
  readonly name?: string;
  /**
   * JSON text, or an object that is written with two spaces. `<<Name>>` in a string is a template value
   * that can't be resolved, of any text; `<<Name:accountId>>` one of that shape. A string that is nothing
   * else may be a whole list or object.
   */
  readonly policy: string | object;
  /** `identity` without it. */
  readonly type?: PolicyType;
  readonly resourceType?: string;
  /** The type of the template's resource that holds the policy. */
  readonly writtenAs?: string;
  readonly options?: RuleOptions;
  readonly engine?: RuleEngine;
  /** Errors of the file that can't be written as a policy. */
  readonly errors?: readonly SourceError[];
}

export interface ExpectedFinding {
  readonly messageId: string;
  /**
   * What the finding marks: the exact text. Where it occurs more than once, `nth` counts from 1. `'policy'`
   * stands for the whole document; `{ statement: n }` for one statement, from 0.
   */
  readonly at: string | { readonly statement: number };
  readonly nth?: number;
  /** The whole message, or a pattern that it has to match. */
  readonly message?: string | RegExp;
  readonly code?: string;
  readonly severity?: Severity;
  /** The text with the finding's fix in it; `null` for a finding that must not have one. */
  readonly output?: string | null;
}

export interface RuleTests {
  readonly valid: readonly RuleCase[];
  readonly invalid: readonly (RuleCase & { readonly findings: readonly ExpectedFinding[] })[];
}

/** Runs one rule alone on each case, and compares everything that it reports, range by range. */
export function testRule(rule: Rule, { valid, invalid }: RuleTests): void {
  describe(rule.meta.id, () => {
    describe('valid', () => {
      for (const [index, ruleCase] of valid.entries()) {
        it(nameOf(ruleCase, index), () => {
          expect(lint(rule, ruleCase).findings.map((finding) => finding.message)).toEqual([]);
        });
      }
    });
    describe('invalid', () => {
      for (const [index, ruleCase] of invalid.entries()) {
        it(nameOf(ruleCase, index), () => {
          const { findings, text, source } = lint(rule, ruleCase);
          expect(findings.map((finding) => summaryOf(finding, text))).toEqual(
            ruleCase.findings.map((expected) => {
              const span = spanOf(expected, text, source);
              return { messageId: expected.messageId, marked: text.slice(span.start, span.end), span };
            }),
          );
          for (const [position, finding] of findings.entries()) checkDetails(rule, finding, ruleCase.findings[position], text);
          for (const { fix } of findings) if (fix !== undefined) checkFix(source, applyFix(text, fix));
        });
      }
    });
  });
}

/** The source of one policy given as JSON text. */
export function sourceOf(text: string, type: PolicyType = 'identity', resourceType?: string): SourcePolicy {
  const { root, errors } = parseJsonText(text);
  const loc = { pointer: '', span: { start: 0, end: text.length } };
  const node: LocatedNode = root === undefined ? { kind: 'null', loc } : withHoles(root);
  const parsed = root === undefined ? { errors: [] } : parsePolicyNode(node, type);
  return {
    type,
    label: { name: 'policy' },
    ...(parsed.policy === undefined ? {} : { policy: parsed.policy }),
    node,
    errors: [...errors, ...parsed.errors],
    ...(resourceType === undefined ? {} : { resourceType }),
    loc: node.loc,
  };
}

function lint(rule: Rule, ruleCase: RuleCase): { readonly findings: readonly RuleFinding[]; readonly text: string; readonly source: SourcePolicy } {
  const text = typeof ruleCase.policy === 'string' ? ruleCase.policy : JSON.stringify(ruleCase.policy, null, 2);
  const parsed = sourceOf(text, ruleCase.type, ruleCase.resourceType);
  const label = { ...parsed.label, ...(ruleCase.writtenAs === undefined ? {} : { resourceType: ruleCase.writtenAs }) };
  const source = { ...parsed, label, errors: [...parsed.errors, ...(ruleCase.errors ?? [])] };
  const findings = runRules(source, {
    rules: [rule],
    text,
    settings: { [rule.meta.id]: { options: ruleCase.options ?? {} } },
    ...(ruleCase.engine === undefined ? {} : { engine: ruleCase.engine }),
  });
  return { findings, text, source };
}

function nameOf(ruleCase: RuleCase, index: number): string {
  return ruleCase.name ?? `case ${index + 1}`;
}

function summaryOf(finding: RuleFinding, text: string): { readonly messageId: string; readonly marked: string; readonly span: Span } {
  const span = finding.loc.span ?? { start: 0, end: 0 };
  return { messageId: finding.messageId, marked: text.slice(span.start, span.end), span };
}

function spanOf({ at, nth }: ExpectedFinding, text: string, source: SourcePolicy): Span {
  if (typeof at !== 'string') {
    const span = source.policy?.statements[at.statement]?.loc.span;
    if (span === undefined) throw new Error(`there is no statement ${at.statement}`);
    return span;
  }
  if (at === 'policy') return source.loc.span ?? { start: 0, end: 0 };
  const places = [...occurrences(text, at)];
  if (nth === undefined && places.length > 1) throw new Error(`\`${at}\` occurs ${places.length} times: say which with \`nth\``);
  const start = places[(nth ?? 1) - 1];
  if (start === undefined) throw new Error(`\`${at}\` does not occur in the policy${nth === undefined ? '' : ` ${nth} times`}`);
  return { start, end: start + at.length };
}

function* occurrences(text: string, wanted: string): Generator<number, void> {
  for (let at = 0; at <= text.length; at += 1) if (text.startsWith(wanted, at)) yield at;
}

function checkDetails(rule: Rule, finding: RuleFinding, expected: ExpectedFinding | undefined, text: string): void {
  expect(finding.ruleId).toBe(rule.meta.id);
  expect(finding.message, 'a placeholder was left unfilled').not.toMatch(/\{\{/);
  if (typeof expected?.message === 'string') expect(finding.message).toBe(expected.message);
  else if (expected?.message !== undefined) expect(finding.message).toMatch(expected.message);
  if (expected?.code !== undefined) expect(finding.accessAnalyzerCode).toBe(expected.code);
  if (expected?.severity !== undefined) expect(finding.severity).toBe(expected.severity);
  if (finding.fix !== undefined) expect(rule.meta.fixable, 'a rule with fixes says so').toBe(true);
  if (expected?.output === undefined) return;
  expect(finding.fix === undefined ? null : applyFix(text, finding.fix)).toBe(expected.output);
}

/** What a fix leaves is a policy that means the same; one that AWS rejected is at least better than before. */
function checkFix(before: SourcePolicy, text: string): void {
  const after = sourceOf(text, before.type, before.resourceType);
  if (before.errors.length > 0) {
    expect(after.errors.length).toBeLessThan(before.errors.length);
    return;
  }
  expect(after.errors).toEqual([]);
  if (before.policy === undefined || after.policy === undefined) throw new Error('a fix took the policy away');
  const { relation } = compare(before.policy, after.policy);
  // What a template leaves open may leave the comparison open, too.
  expect(text.includes('<<') && relation === 'unknown' ? 'equivalent' : relation).toBe('equivalent');
}

function withHoles(node: LocatedNode): LocatedNode {
  switch (node.kind) {
    case 'object':
      return { ...node, members: node.members.map((member) => ({ ...member, value: withHoles(member.value) })) };
    case 'array':
      return { ...node, items: node.items.map(withHoles) };
    case 'string': {
      const text = node.text.flatMap((part) => (typeof part === 'string' ? holesOf(part) : [part]));
      const [only] = text;
      if (text.length === 1 && typeof only === 'object') return { kind: 'unknown', unknown: only, loc: node.loc };
      return { ...node, text: text.length === 0 ? [''] : text };
    }
    case 'number':
    case 'boolean':
    case 'null':
    case 'unknown':
      return node;
  }
}

function holesOf(text: string): readonly TextPart[] {
  return text
    .split(/(<<[^<>]+>>)/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('<<') ? unknownOf(piece.slice(2, -2)) : piece));
}

function unknownOf(text: string): UnknownValue {
  const [, name = text, kind = 'anyText'] = /^(.*[^:]):([a-z]\w+)$/.exec(text) ?? [];
  return { name, reason: 'a test leaves it open', shape: shapeOf(kind) };
}

function shapeOf(kind: string): UnknownShape {
  switch (kind) {
    case 'accountId':
    case 'region':
    case 'partition':
    case 'plain':
    case 'anyText':
      return { kind };
    default:
      throw new Error(`there is no shape \`${kind}\``);
  }
}
