import type { LiveReport } from '../cross-check.ts';
import type { AwsFinding, CrossCheckReport, IntentComparison, Outcome, OwnFinding, PolicyComparison, RequestComparison } from '../../../src/crosscheck/report.ts';
import type { Place } from '../../../src/model/intent-result.ts';
import { printable } from '../../../src/report/printable.ts';

/** A report for people. */
export function describeReport(report: CrossCheckReport, live: LiveReport | undefined): string {
  const { agreed, disagreed, notCompared, failed } = report.summary;
  const lines = [
    ...section('policies', report.policies.flatMap(policyLines)),
    ...section('intents', report.intents.map(intentLine)),
    ...section('requests', report.requests.map(requestLine)),
    ...(live === undefined ? [] : liveLines(live)),
    ...section('failures', report.failures.map(({ message, count }) => `${message}${count === 1 ? '' : ` (${count} calls)`}`)),
    `${agreed} agreed, ${disagreed} disagreed, ${notCompared} not compared, ${failed} failed`,
  ];
  const { planned, run } = report.paidChecks;
  if (planned > 0 && !run) lines.push(`${planned} ${planned === 1 ? 'check of the intents is' : 'checks of the intents are'} charged for by AWS and not run: --paid-checks runs them`);
  return `${lines.map(printable).join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
}

function policyLines({ policy, agreed, onlyAws, onlyUs, notCounted, placeholders, notCompared, failed }: PolicyComparison): readonly string[] {
  const name = `${at(policy.place)} ${policy.logicalId ?? policy.name} (${policy.type})`;
  if (notCompared !== undefined) return [`${name}: not compared: ${notCompared}`];
  if (failed === true) return [`${name}: failed`];
  const lines = [
    ...agreed.map(({ aws, own, samePlace }) => `agreed    ${aws.code} ${own.ruleId} ${at(own.place)}${samePlace ? '' : ` (AWS: ${placesText(aws)})`}`),
    ...onlyAws.map((finding) => `only AWS  ${awsText(finding)}`),
    ...onlyUs.map((finding) => `only us   ${ownText(finding)}`),
    ...notCounted.map(({ finding, reason }) => `no matter ${'ruleId' in finding ? ownText(finding) : awsText(finding)}: ${reason}`),
  ];
  const made = Object.entries(placeholders ?? {}).map(([parameter, value]) => `${parameter}=${value}`);
  const title = `${name}${made.length === 0 ? '' : `, with ${made.join(' ')}`}`;
  return lines.length === 0 ? [`${title}: no findings on either side`] : [title, ...lines.map((line) => `  ${line}`)];
}

function awsText(finding: AwsFinding): string {
  return `${finding.code} (${finding.severity}) ${placesText(finding)} ${finding.message}`;
}

function ownText({ code, ruleId, severity, message, place }: OwnFinding): string {
  return `${code} ${ruleId} (${severity}) ${at(place)} ${message}`;
}

function placesText({ places }: AwsFinding): string {
  return places.map(at).join(', ');
}

/** What was read from an account has no lines that anybody could look up. */
function at({ path, start, pointer }: Place): string {
  return path.startsWith('live:') ? `${path}#${pointer}` : `${path}:${start.line}:${start.column}`;
}

function intentLine({ intent, target, own, aws, result }: IntentComparison): string {
  return `${result.outcome === 'notCompared' ? 'not compared' : result.outcome}: ${intent.name} (${intent.kind}) of ${target}: ${own}${aws === undefined ? '' : `, AWS ${aws}`}${detail(result)}`;
}

function requestLine({ request, origin, target, own, aws, result }: RequestComparison): string {
  const asked = `${request.action} on ${request.resource} by ${typeof request.principal === 'string' ? request.principal : JSON.stringify(request.principal)}`;
  const context = request.context === undefined || Object.keys(request.context).length === 0 ? '' : ` with ${JSON.stringify(request.context)}`;
  return `${result.outcome === 'notCompared' ? 'not compared' : result.outcome}: ${asked}${context}, ${origin}, of ${target}: ${own}${aws === undefined ? '' : `, AWS ${aws}`}${detail(result)}`;
}

function detail(result: Outcome): string {
  switch (result.outcome) {
    case 'agreed':
      return result.note === undefined ? '' : ` (${result.note})`;
    case 'disagreed':
      return `: ${result.message}`;
    case 'notCompared':
    case 'failed':
      return `: ${result.reason}`;
  }
}

function liveLines({ findings, intents, principals }: LiveReport): readonly string[] {
  return [
    ...section('findings', findings.map(({ ruleId, severity, message, pointer, policy }) => `${severity} ${policy?.name ?? ''} ${pointer}: ${message} (${ruleId})`)),
    ...section('verdicts', intents.map(({ intent, target, verdict, message }) => `${verdict}: ${intent.name} of ${target.name}: ${message}`)),
    ...section(
      'principals',
      principals.map(({ kind, name, policies, findings: { error, security, warning, suggestion }, intents: { holds, violated, unknown }, agreed, disagreed, failed }) =>
        [
          `${kind} ${name}: ${policies} policies`,
          `${error} errors, ${security} security warnings, ${warning} warnings, ${suggestion} suggestions`,
          ...(holds + violated + unknown === 0 ? [] : [`intents: ${holds} hold, ${violated} violated, ${unknown} unknown`]),
          `AWS: ${agreed} agreed, ${disagreed} disagreed${failed === 0 ? '' : `, ${failed} failed`}`,
        ].join('; '),
      ),
    ),
  ];
}
