import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { Report, ReportSummary } from '../model/report.ts';

const NAMES: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ['error', 'errors'],
  security: ['security warning', 'security warnings'],
  warning: ['warning', 'warnings'],
  suggestion: ['suggestion', 'suggestions'],
};

/** What a run came to, in one line. */
export function summaryLine({ summary }: Report): string {
  if (summary.files === 0 && intentsOf(summary) === 0) return `nothing was checked${skippedText(summary.skipped)}`;
  const counted = SEVERITIES.filter((severity) => summary.findings[severity] > 0).map((severity) =>
    count(summary.findings[severity], ...NAMES[severity]),
  );
  const { holds, violated, unknown } = summary.intents;
  const intents =
    intentsOf(summary) === 0
      ? ''
      : `; ${count(intentsOf(summary), 'intent', 'intents')}: ${count(holds, 'holds', 'hold')}, ${violated} violated, ${unknown} unknown`;
  const scope = `${count(summary.policies, 'policy', 'policies')} in ${count(summary.files, 'file', 'files')}`;
  return `${counted.length === 0 ? 'no findings' : counted.join(', ')} in ${scope}${skippedText(summary.skipped)}${intents}${suppressedText(summary.suppressed)}`;
}

function intentsOf({ intents }: ReportSummary): number {
  return intents.holds + intents.violated + intents.unknown;
}

function skippedText(skipped: number): string {
  return skipped === 0 ? '' : `; ${count(skipped, 'other file', 'other files')} skipped`;
}

function suppressedText(suppressed = 0): string {
  return suppressed === 0 ? '' : `; ${suppressed} suppressed`;
}

export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
