import type { FileReport, Finding, Severity } from '../model/finding.ts';
import { findingIdentity, intentIdentity, occurrenceCounter, portablePath, shortHash } from '../model/fingerprint.ts';
import type { IntentResult } from '../model/intent-result.ts';
import type { Position } from '../model/location.ts';
import type { Report } from '../model/report.ts';
import { parametersText, requestText, whenText } from './wording.ts';

/** What other tools show of a report: findings, and intents that don't hold, in one form. */
export interface Entry {
  /** The rule's ID; `intent/<kind>` for an intent. */
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: EntryPlace;
  /** More about it, one sentence or request each. */
  readonly details: readonly string[];
  readonly related: readonly { readonly message: string; readonly place: EntryPlace }[];
  /** The same from run to run, as long as the finding is. Unique in the report. */
  readonly fingerprint: string;
}

export interface EntryPlace {
  /** With `/` between folders, as other tools want it. */
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
}

/** All entries of a report: files in their order, then the intents. */
export function entriesOf({ files, intents }: Report): readonly Entry[] {
  const occurrence = occurrenceCounter();
  const fingerprint = (identity: string): string => shortHash(`${identity}${occurrence(identity)}`);
  return [
    ...files.flatMap((file) => file.findings.map((finding) => findingEntry(file, finding, fingerprint(findingIdentity(file.path, finding))))),
    ...intents.filter(({ verdict }) => verdict !== 'holds').map((result) => intentEntry(result, fingerprint(intentIdentity(result)))),
  ];
}

function findingEntry({ path }: FileReport, finding: Finding, fingerprint: string): Entry {
  const { ruleId, severity, message, witness, related } = finding;
  return {
    ruleId,
    severity,
    message,
    place: placeOf({ path, start: finding.start, end: finding.end }),
    details: witness === undefined ? [] : [`for example: ${requestText(witness)}`],
    related: (related ?? []).map(({ message: text, start, end }) => ({ message: text, place: placeOf({ path, start, end }) })),
    fingerprint,
  };
}

/** An intent is shown at the statement that breaks it, as it is the template that a reader has changed. */
function intentEntry(result: IntentResult, fingerprint: string): Entry {
  const { intent, target, verdict, statement, clause } = result;
  const declared = { message: `the intent \`${intent.name}\` is declared here`, place: placeOf(intent.place) };
  return {
    ruleId: `intent/${intent.kind}`,
    severity: verdict === 'unknown' ? 'warning' : 'error',
    message: `${verdict} for ${target.name}: ${result.message} (${intent.name})`,
    place: placeOf(statement ?? intent.place),
    details: intentDetails(result),
    related: [...(statement === undefined ? [] : [declared]), ...(clause === undefined ? [] : [{ message: 'the clause that it misses', place: placeOf(clause) }])],
    fingerprint,
  };
}

function intentDetails({ witness, parameters, when, steps, tagSetters }: IntentResult): readonly string[] {
  const details: string[] = [];
  if (witness !== undefined) details.push(`for example: ${requestText(witness)}`);
  if (parameters !== undefined && Object.keys(parameters).length > 0) details.push(`supposing ${parametersText(parameters)}`);
  if (when !== undefined && when.length > 0) details.push(`when ${whenText(when)}`);
  for (const [number, step] of (steps ?? []).entries()) details.push(`${number + 1}. ${requestText(step.request)}: ${step.effect}`);
  if (tagSetters !== undefined && tagSetters.length > 0) details.push(`the tag can be set by ${tagSetters.join(', ')}`);
  return details;
}

function placeOf({ path, start, end }: EntryPlace): EntryPlace {
  return { path: portablePath(path), start, end };
}
