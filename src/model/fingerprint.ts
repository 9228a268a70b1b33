import type { Finding } from './finding.ts';
import type { IntentResult } from './intent-result.ts';

/**
 * What a finding is, wherever it stands: file, rule, policy and message. A statement that is added above
 * it, or a line, changes nothing. Findings that agree in all of it are told apart by counting them.
 */
export function findingIdentity(path: string, finding: Finding): string {
  const { ruleId, policy, message } = finding;
  return JSON.stringify([portablePath(path), ruleId, policy?.logicalId ?? policy?.name ?? '', withoutPlaces(message)]);
}

/**
 * The same for an intent that does not hold. The message is left out: it tells of one witness among many.
 *
 * @param named what a path is called, where that is not as the run calls it
 */
export function intentIdentity({ intent, target, verdict }: IntentResult, named: (path: string) => string = portablePath): string {
  return JSON.stringify([named(intent.place.path), intent.kind, intent.name, named(target.path), target.name, verdict]);
}

/** Gives each identity a number of its own among its equals: 0 for the first. */
export function occurrenceCounter(): (identity: string) => number {
  const seen = new Map<string, number>();
  return (identity) => {
    const occurrence = seen.get(identity) ?? 0;
    seen.set(identity, occurrence + 1);
    return occurrence;
  };
}

/** 16 hexadecimal digits for a text: FNV-1a in 64 bits, over its UTF-16 units. No protection against malice. */
export function shortHash(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

/** Paths compare alike on every system. */
export function portablePath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
}

/** Places inside a message move with the text. */
function withoutPlaces(message: string): string {
  return message.replace(/\b(line|column|statement) \d+/g, '$1');
}
