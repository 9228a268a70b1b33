import type { LocatedFinding } from '../model/finding.ts';
import type { SourceFile, SourcePolicy, SourcePrincipal } from '../model/policy-source.ts';
import type { SourceError } from '../model/source-error.ts';
import type { RuleEngine, RuleSource } from '../rules/rule.ts';
import { fileErrorFindings, runRules, type RunRulesOptions } from '../rules/run-rules.ts';
import type { RuleSelection } from './options.ts';

/** The ID of findings about errors in a file or document that no rule of the run reports. */
export const INVALID_FILE = 'invalid-file';

/** The ID of findings about parts of a file that could not be looked at, such as a nested stack elsewhere. */
export const UNSEEN_PART = 'unseen-part';

/**
 * What the rules find in one policy.
 *
 * @param text the file that it stands in, or undefined for an object: there is nothing to fix then.
 * @param engine for rules that need it; see `needsEngine`.
 */
export function findInPolicy(source: RuleSource, text: string | undefined, selection: RuleSelection, engine: RuleEngine | undefined): readonly LocatedFinding[] {
  const findings = runRules(source, { ...runOptions(selection), ...(text === undefined ? {} : { text }), ...(engine === undefined ? {} : { engine }) });
  // A document that can't be read at all is never passed over, whichever rules are on.
  return source.policy === undefined ? [...findings, ...unreported(source.errors, findings)] : findings;
}

/** Everything in one file: what is wrong with the file itself, then what the rules find in its policies. */
export function findInFile(file: SourceFile, selection: RuleSelection, engine: RuleEngine | undefined): readonly LocatedFinding[] {
  const ofFile = file.errors.length === 0 ? [] : fileErrorFindings(file.errors, runOptions(selection));
  const holders = holdersIn(file);
  const inPolicies = file.policies.flatMap((policy) => {
    const held = holders.get(policy);
    return findInPolicy(held === undefined ? policy : { ...policy, holders: held }, file.text, selection, engine);
  });
  return [...ofFile, ...unreported(file.errors, ofFile), ...inPolicies];
}

/** By policy of the file: who holds it. */
function holdersIn({ principals }: SourceFile): ReadonlyMap<SourcePolicy, readonly SourcePrincipal[]> {
  const holders = new Map<SourcePolicy, SourcePrincipal[]>();
  for (const principal of principals) {
    const { attachments, boundary } = principal;
    const held = new Set([...attachments, ...(boundary === undefined ? [] : [boundary])].flatMap(({ source }) => source ?? []));
    for (const source of held) holders.set(source, [...(holders.get(source) ?? []), principal]);
  }
  return holders;
}

function unreported(errors: readonly SourceError[], findings: readonly LocatedFinding[]): readonly LocatedFinding[] {
  return errors
    .filter((error) => !findings.some((finding) => finding.loc === error.loc))
    .map(({ code, message, loc }) => ({
      ...(code === 'unseen-part' ? { ruleId: UNSEEN_PART, severity: 'warning' } : { ruleId: INVALID_FILE, severity: 'error' }),
      message,
      loc,
    }));
}

export function runOptions({ preset, rules }: RuleSelection): RunRulesOptions {
  return { ...(preset === undefined ? {} : { preset }), ...(rules === undefined ? {} : { settings: rules }) };
}
