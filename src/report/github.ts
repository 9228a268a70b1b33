import type { Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { entriesOf, type Entry } from './entries.ts';
import type { Formatter } from './formatter.ts';
import { printable } from './printable.ts';
import { summaryLine } from './summary.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', security: 'error', warning: 'warning', suggestion: 'notice' };

/**
 * Annotations for GitHub Actions, which reads them from a step's output.
 * See https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export const github: Formatter = (report: Report): string => {
  const lines = [
    ...entriesOf(report).map(annotation),
    ...report.problems.map((problem) => `::error title=policy-lint::${escapeData(printable(problem))}`),
    printable(summaryLine(report)),
  ];
  return `${lines.join('\n')}\n`;
};

function annotation({ ruleId, severity, message, place, details }: Entry): string {
  const { path, start, end } = place;
  // Columns count only where the annotation stays on one line.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const properties = { file: path, line: start.line, endLine: end.line, ...columns, title: `policy-lint: ${ruleId}` };
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(printable(String(value)))}`);
  return `::${COMMANDS[severity]} ${given.join(',')}::${escapeData([message, ...details].map(printable).join('\n'))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
