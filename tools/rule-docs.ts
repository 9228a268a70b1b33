/** What the pages in `docs/rules/` hold that is generated from the rules: used by the tool that writes it and the test that checks it. */
import { accessAnalyzerCodesOf, type Rule, type RuleMessage } from '../src/rules/rule.ts';

/** The sections of a rule's page, in their order. */
export const SECTIONS = ['What it finds', 'Avoid', 'Prefer', 'Why', 'Options', 'Sources'] as const;

const BEGIN = '<!-- begin generated -->';
const END = '<!-- end generated -->';

/** The text with what stands between its marks replaced; undefined when it has no marks. */
export function withGenerated(page: string, generated: string): string | undefined {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin === -1 || end < begin) return undefined;
  return `${page.slice(0, begin + BEGIN.length)}\n${generated}\n${page.slice(end)}`;
}

/** The table on top of a rule's page. */
export function headerTable({ meta }: Rule): string {
  const codes = accessAnalyzerCodesOf({ meta, create: () => ({}) });
  const rows = [
    ['severity', severitiesOf(meta.severity, Object.values(meta.messages))],
    ['policies', meta.policyTypes?.join(', ') ?? 'all'],
    ['presets', meta.presets.join(', ') || 'none'],
    ['fixable', meta.fixable === true ? 'yes' : 'no'],
    ['Access Analyzer', codes.map((code) => `\`${code}\``).join(', ') || 'no such check'],
  ];
  return ['', `Finds ${meta.docs.summary}.`, '', '| | |', '| --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`), ''].join('\n');
}

/** The table of all rules in `docs/rules/README.md`. */
export function rulesTable(rules: readonly Rule[]): string {
  const rows = rules.map(({ meta }) => [`[${meta.id}](${meta.id}.md)`, meta.severity, meta.docs.summary, meta.presets.join(', ')]);
  return ['', '| rule | severity | finds | presets |', '| --- | --- | --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`), ''].join('\n');
}

/** The table of Access Analyzer's codes in `docs/access-analyzer.md`. */
export function codesTable(rules: readonly Rule[]): string {
  const rows = rules.flatMap((rule) => accessAnalyzerCodesOf(rule).map((code) => [code, `[${rule.meta.id}](rules/${rule.meta.id}.md)`] as const));
  const byCode = new Map<string, string[]>();
  for (const [code, link] of rows) byCode.set(code, [...(byCode.get(code) ?? []), link]);
  const lines = [...byCode].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, links]) => `| \`${code}\` | ${links.join(', ')} |`);
  return ['', '| code | rule |', '| --- | --- |', ...lines, ''].join('\n');
}

export interface DocExample {
  readonly section: 'Avoid' | 'Prefer';
  readonly policy: string;
  /** What stands behind `json` on the fence: `type=trust resourceType=AWS::S3::Bucket`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The JSON examples of a rule's page. */
export function examplesOf(page: string): readonly DocExample[] {
  const examples: DocExample[] = [];
  let section = '';
  for (const match of page.matchAll(/^## (.+)$|^```json([^\n]*)\n([\s\S]*?)^```$/gm)) {
    const [, heading, settings = '', policy] = match;
    if (heading !== undefined) section = heading;
    else if (policy !== undefined && (section === 'Avoid' || section === 'Prefer')) {
      const pairs = settings.trim().split(/\s+/).filter((pair) => pair !== '');
      examples.push({ section, policy, settings: Object.fromEntries(pairs.map((pair) => splitOnce(pair, '='))) });
    }
  }
  return examples;
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

function severitiesOf(severity: string, messages: readonly RuleMessage[]): string {
  return [...new Set(messages.map((message) => message.severity ?? severity))].join(', ');
}
