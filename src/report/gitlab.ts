import type { Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { entriesOf } from './entries.ts';
import type { Formatter } from './formatter.ts';

const SEVERITY_NAMES: Readonly<Record<Severity, string>> = { error: 'critical', security: 'critical', warning: 'minor', suggestion: 'info' };

/** GitLab's Code Quality report. See https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlab: Formatter = (report: Report): string => {
  const issues = entriesOf(report).map(({ ruleId, severity, message, place, details, fingerprint }) => ({
    description: [message, ...details].join('; '),
    check_name: ruleId,
    fingerprint,
    severity: SEVERITY_NAMES[severity],
    location: { path: place.path, lines: { begin: place.start.line, end: place.end.line } },
  }));
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};
