import picocolors from 'picocolors';
import type { FileReport, Finding, Severity } from '../model/finding.ts';
import type { IntentResult } from '../model/intent-result.ts';
import { lineIndex, type LineIndex } from '../model/line-index.ts';
import type { Position } from '../model/location.ts';
import type { Report } from '../model/report.ts';
import { excerpt } from './excerpt.ts';
import type { FormatContext, Formatter } from './formatter.ts';
import { printable } from './printable.ts';
import { summaryLine } from './summary.ts';
import { wrap } from './wrap.ts';
import { parametersText, requestText, whenText } from './wording.ts';

type Colours = ReturnType<typeof picocolors.createColors>;

/** For people at a terminal: each finding with its source line. */
export const stylish: Formatter = (report: Report, context: FormatContext): string => {
  const colours = picocolors.createColors(context.colour);
  const blocks = [
    ...report.files.filter((file) => file.findings.length > 0).map((file) => fileBlock(file, context, colours)),
    ...report.intents.filter((intent) => intent.verdict !== 'holds').map((intent) => intentBlock(intent, context, colours)),
    wrap(summaryLine(report), context.columns, 2),
  ];
  return `${blocks.join('\n\n')}\n`;
};

function fileBlock(file: FileReport, context: FormatContext, colours: Colours): string {
  const text = context.textOf(file.path);
  const index = text === undefined ? undefined : lineIndex(text);
  const widths = { place: widest(file.findings.map(lineAndColumn)), severity: widest(file.findings.map(({ severity }) => severity)) };
  return [colours.underline(printable(file.path)), ...file.findings.map((finding) => findingBlock(finding, { index, widths, columns: context.columns }, colours))].join('\n');
}

interface FileLayout {
  readonly index: LineIndex | undefined;
  /** Of the columns, so that the messages of a file stand below each other. */
  readonly widths: { readonly place: number; readonly severity: number };
  readonly columns: number | undefined;
}

function findingBlock(finding: Finding, { index, widths, columns }: FileLayout, colours: Colours): string {
  const { start, end, severity, message, ruleId, policy } = finding;
  const origin = policy?.constructPath ?? policy?.logicalId;
  const head = `  ${colours.dim(lineAndColumn(finding).padStart(widths.place))}  ${paint(severity, colours)}${' '.repeat(widths.severity - severity.length)}  `;
  const tail = colours.dim(`${ruleId}${origin === undefined ? '' : ` in ${printable(origin)}`}`);
  const lines = [wrap(`${head}${printable(message)}  ${tail}`, columns, widths.place + widths.severity + 6)];
  const shown = index === undefined ? undefined : excerpt(index, start, end, columns === undefined ? undefined : Math.max(40, columns - 8));
  if (shown !== undefined) lines.push(`    ${colours.dim('│')} ${shown.line}`, `    ${colours.dim('│')} ${paint(severity, colours, shown.marker)}`);
  for (const related of finding.related ?? []) lines.push(wrap(`    ${colours.dim(lineAndColumn(related))} ${printable(related.message)}`, columns, 6));
  if (finding.witness !== undefined) lines.push(wrap(`    for example: ${requestText(finding.witness)}`, columns, 6));
  return lines.join('\n');
}

function intentBlock(result: IntentResult, { columns }: FormatContext, colours: Colours): string {
  const { intent, target, verdict, message, statement, clause, witness } = result;
  const painted = verdict === 'violated' ? colours.red(verdict) : colours.yellow(verdict);
  const lines = [colours.underline(placeText(intent.place)), `  ${painted}  ${printable(message)}  ${colours.dim(printable(intent.name))}`];
  lines.push(`    target ${printable(target.name)} in ${printable(target.path)}`);
  if (statement !== undefined) lines.push(`    statement${statement.sid === undefined ? '' : ` ${printable(statement.sid)}`} at ${placeText(statement)}`);
  if (clause !== undefined) lines.push(`    clause at ${placeText(clause)}`);
  const [first] = result.steps ?? [];
  // Of an escalation the witness is the first step.
  if (witness !== undefined && (first === undefined || requestText(first.request) !== requestText(witness))) lines.push(`    for example: ${requestText(witness)}`);
  if (result.parameters !== undefined && Object.keys(result.parameters).length > 0) lines.push(`    supposing ${printable(parametersText(result.parameters))}`);
  if (result.when !== undefined && result.when.length > 0) lines.push(`    when ${printable(whenText(result.when))}`);
  for (const [number, step] of (result.steps ?? []).entries()) lines.push(`    ${number + 1}. ${requestText(step.request)}: ${printable(step.effect)}`);
  if (result.tagSetters !== undefined && result.tagSetters.length > 0) lines.push(`    the tag can be set by ${printable(result.tagSetters.join(', '))}`);
  return lines.map((line) => wrap(line, columns, 6)).join('\n');
}

function lineAndColumn({ start }: { readonly start: Position }): string {
  return `${start.line}:${start.column}`;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}

function placeText(place: { readonly path: string; readonly start: { readonly line: number; readonly column: number } }): string {
  return `${printable(place.path)}:${place.start.line}:${place.start.column}`;
}

function paint(severity: Severity, colours: Colours, text: string = severity): string {
  switch (severity) {
    case 'error':
    case 'security':
      return colours.red(text);
    case 'warning':
      return colours.yellow(text);
    case 'suggestion':
      return colours.cyan(text);
  }
}
