import type { Location as SarifLocation, Log, PhysicalLocation, ReportingDescriptor, Result } from 'sarif';
import type { Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { entriesOf, type Entry, type EntryPlace } from './entries.ts';
import type { FormatContext, Formatter, RuleHelp } from './formatter.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', security: 'error', warning: 'warning', suggestion: 'note' };

/**
 * How grave GitHub shows a finding of severity `security`, on the scale of CVSS: above 7.0 is high.
 * See https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
const SECURITY_SEVERITY = '7.5';

/** SARIF 2.1.0, for GitHub code scanning and others. See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Formatter = (report: Report, context: FormatContext): string => {
  const entries = entriesOf(report);
  const ruleIds = [...new Set(entries.map(({ ruleId }) => ruleId))].sort();
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'policy-lint',
            semanticVersion: context.version,
            rules: ruleIds.map((id) => descriptor(id, entries, context.ruleHelp?.(id))),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.problems.length === 0,
            ...(report.problems.length === 0
              ? {}
              : { toolExecutionNotifications: report.problems.map((text) => ({ level: 'error' as const, message: { text } })) }),
          },
        ],
        results: entries.map((entry) => resultOf(entry, ruleIds.indexOf(entry.ruleId))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

function descriptor(id: string, entries: readonly Entry[], help: RuleHelp | undefined): ReportingDescriptor {
  const isSecurity = id.startsWith('intent/') || entries.some((entry) => entry.ruleId === id && entry.severity === 'security');
  const summary = help?.summary ?? (id.startsWith('intent/') ? `a declared intent (${id.slice('intent/'.length)}) does not hold` : id);
  return {
    id,
    shortDescription: { text: summary },
    ...(help?.markdown === undefined ? {} : { help: { text: summary, markdown: help.markdown } }),
    ...(help?.uri === undefined ? {} : { helpUri: help.uri }),
    properties: isSecurity ? { tags: ['security', 'iam'], 'security-severity': SECURITY_SEVERITY } : { tags: ['iam'] },
  };
}

function resultOf({ ruleId, severity, message, place, details, related, fingerprint }: Entry, ruleIndex: number): Result {
  const places = [
    ...related.map(({ message: text, place: where }, id): SarifLocation => ({ id, physicalLocation: physical(where), message: { text } })),
    // A witness has no place of its own: it is shown where the finding is.
    ...details.map((text, at): SarifLocation => ({ id: related.length + at, physicalLocation: physical(place), message: { text } })),
  ];
  return {
    ruleId,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: [message, ...details].join('\n') },
    locations: [{ physicalLocation: physical(place) }],
    ...(places.length === 0 ? {} : { relatedLocations: places }),
    partialFingerprints: { 'policyLint/v1': fingerprint },
  };
}

function physical({ path, start, end }: EntryPlace): PhysicalLocation {
  return {
    artifactLocation: uriOf(path),
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  };
}

/** Relative paths are relative to the root of the repository, which whoever reads the file knows. */
function uriOf(path: string): PhysicalLocation['artifactLocation'] {
  const encoded = path.replace(/\p{Surrogate}/gu, '\uFFFD').split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${path.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}` };
  return path.startsWith('/') ? { uri: `file://${encoded}` } : { uri: encoded, uriBaseId: '%SRCROOT%' };
}
