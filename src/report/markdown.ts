import { SEVERITIES } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { entriesOf, type Entry } from './entries.ts';
import type { Formatter } from './formatter.ts';
import { printable } from './printable.ts';
import { summaryLine } from './summary.ts';

/** GitHub takes comments of 65,536 characters, GitLab a million. */
const MAX_LENGTH = 60_000;

/** A comment for a pull or merge request: what is gravest first, cut where a comment would be too long. */
export const markdown: Formatter = (report: Report): string => {
  const entries = [...entriesOf(report)].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const parts = ['### policy-lint\n', `${escapeMarkdown(summaryLine(report))}\n`];
  if (report.problems.length > 0) parts.push(`${report.problems.map((problem) => `- **not checked:** ${escapeMarkdown(problem)}`).join('\n')}\n`);
  if (entries.length > 0) parts.push(`${table(entries, MAX_LENGTH - parts.join('\n').length)}\n`);
  return parts.join('\n');
};

function table(entries: readonly Entry[], room: number): string {
  const lines = ['| | place | finding | rule |', '| --- | --- | --- | --- |'];
  let length = 0;
  for (const [shown, entry] of entries.entries()) {
    const line = row(entry);
    length += line.length + 1;
    if (length > room) {
      lines.push('', `… and ${entries.length - shown} more`);
      break;
    }
    lines.push(line);
  }
  return lines.join('\n');
}

function row({ severity, place, message, details, ruleId }: Entry): string {
  const finding = [message, ...details].map(escapeMarkdown).join('<br>');
  return `| ${severity} | ${codeSpan(printable(`${place.path}:${place.start.line}`))} | ${finding} | ${codeSpan(ruleId)} |`;
}

/** Messages put user input in backticks; all outside them is text, in which nothing may be markup or a mention. */
function escapeMarkdown(text: string): string {
  const pieces = printable(text).split('`');
  const balanced = pieces.length % 2 === 1;
  return pieces.map((piece, index) => (balanced && index % 2 === 1 ? codeSpan(piece) : escapeText(piece))).join(balanced ? '' : '\\`');
}

function escapeText(text: string): string {
  return text.replace(/[&<>@\\|*_~[\]()#!$]/g, (character) => ('&<>@'.includes(character) ? `&#${character.charCodeAt(0)};` : `\\${character}`));
}

/** Whoever reads a table splits it at each `|` first, in code too, unless a backslash is before it. */
function codeSpan(text: string): string {
  // A backslash before it would be taken for one that escapes the next: no span of backticks can hold both.
  if (text.includes('\\|')) return `<code>${text.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`;
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = text === '' || text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${text.replaceAll('|', '\\|')}${padding}${fence}`;
}
