import type { AccessRequest } from '../../src/model/access-request.ts';
import type { SourceFile } from '../../src/model/policy-source.ts';
import type { Comparison, Verdict } from '../../src/model/verdict.ts';
import { compare } from '../../src/proofs.ts';
import type { CompareCommandOptions } from '../commands/compare.ts';
import { ExitCode } from '../exit-code.ts';
import { parameterValues } from '../parameters.ts';
import { noteUnknownParameters } from '../unknown-parameters.ts';
import { UsageError } from '../usage-error.ts';
import { comparedTargets, type ComparedTarget } from './compare/targets.ts';
import { errorText, policyFiles } from './policy-files.ts';

/** How one target relates to what it was. */
interface Relation {
  readonly name: string;
  /** Of the new one to the old one. */
  readonly relation: Comparison['relation'];
  /** Where only one of them has it. */
  readonly presence?: 'added' | 'removed';
  readonly onlyInOld?: AccessRequest;
  readonly onlyInNew?: AccessRequest;
  /** Why it can't be told. */
  readonly reasons: readonly string[];
  readonly assumptions: readonly string[];
}

/** Runs the compare command and returns its exit code. */
export function compareFiles(before: string, after: string, options: CompareCommandOptions): number {
  const files = policyFiles();
  const parameters = parameterValues(options);
  const read = (path: string): readonly SourceFile[] => {
    const found = files.templates(path, parameters, options.type);
    for (const file of found) {
      const [error] = [...file.errors.filter(({ code }) => code !== 'unseen-part'), ...file.policies.flatMap((policy) => (policy.policy === undefined ? policy.errors : []))];
      if (error !== undefined) throw new UsageError(errorText(file, error));
    }
    if (found[0]?.recognized !== true) throw new UsageError(`\`${path}\` is neither a policy nor a template`);
    return found;
  };
  const [old, fresh] = [read(before), read(after)];
  const relations = [...comparedTargets(old, fresh).map((target) => relate(target, options)), ...unseen(old, fresh)];
  if (relations.length === 0) throw new UsageError('there is no policy in either file');
  process.stdout.write(options.format === 'json' ? `${JSON.stringify({ targets: relations }, undefined, 2)}\n` : relations.map(describe).join(''));
  noteUnknownParameters(parameters, [...old, ...fresh]);
  return relations.every(({ relation }) => relation === 'equivalent' || relation === 'narrower') ? ExitCode.clean : ExitCode.findings;
}

/** What the new version has in files that can't be read may allow anything. What the old one had there as well is taken to be the same. */
function unseen(old: readonly SourceFile[], fresh: readonly SourceFile[]): readonly Relation[] {
  const messages = (files: readonly SourceFile[]): ReadonlySet<string> => new Set(files.flatMap(({ errors }) => errors.map(({ message }) => message)));
  const known = messages(old);
  return [...messages(fresh)].flatMap((message) => (known.has(message) ? [] : [{ name: 'what is not seen', relation: 'unknown' as const, reasons: [message], assumptions: [] }]));
}

function relate({ name, before, after, presence, unpaired, changed, assumptions }: ComparedTarget, { domain, budget }: CompareCommandOptions): Relation {
  if (unpaired !== undefined) return { name, relation: 'unknown', reasons: [unpaired], assumptions };
  const compared = compare(after, before, { domain, ...(budget === undefined ? {} : { budget }) });
  const { onlyInFirst, onlyInSecond, forward, backward } = compared;
  // With other values it may allow more than what is found here.
  const relation = changed.length > 0 && (compared.relation === 'equivalent' || compared.relation === 'narrower') ? 'unknown' : compared.relation;
  return {
    name,
    relation,
    ...(presence === undefined ? {} : { presence }),
    ...(onlyInSecond === undefined ? {} : { onlyInOld: onlyInSecond }),
    ...(onlyInFirst === undefined ? {} : { onlyInNew: onlyInFirst }),
    reasons: [...[forward, backward].flatMap(reasonOf), ...changed],
    assumptions: [...new Set([...assumptions, ...forward.assumptions, ...backward.assumptions])],
  };
}

function reasonOf(verdict: Verdict): readonly string[] {
  return verdict.verdict === 'unknown' ? [verdict.reason.message] : [];
}

const SENTENCES: Readonly<Record<Comparison['relation'], string>> = {
  equivalent: 'allows exactly what it did',
  narrower: 'allows less than it did, and nothing new',
  wider: 'allows all that it did, and more',
  incomparable: 'allows some things that it did not, and no longer some that it did',
  unknown: 'it can not be told whether it allows more',
};

/** Of what was not there, or is no longer. */
const PRESENT: Readonly<Record<Comparison['relation'], string>> = {
  ...SENTENCES,
  equivalent: 'it allows nothing',
  narrower: 'what it allowed is no longer allowed by it',
  wider: 'nothing allowed before what it does',
};

const CHANGES = { added: 'is new', removed: 'is gone' } as const;

function describe({ name, relation, presence, onlyInOld, onlyInNew, reasons }: Relation): string {
  const changed = presence === undefined || name === '' ? name : `${name} ${CHANGES[presence]}:`;
  const lines = [`${relation}: ${changed === '' ? '' : `${changed} `}${presence === undefined ? SENTENCES[relation] : PRESENT[relation]}`];
  if (onlyInNew !== undefined) lines.push(`  only the new one allows: ${requestText(onlyInNew)}`);
  if (onlyInOld !== undefined) lines.push(`  only the old one allows: ${requestText(onlyInOld)}`);
  for (const reason of reasons) lines.push(`  because: ${reason}`);
  return `${lines.join('\n')}\n`;
}

function requestText({ principal, action, resource, context }: AccessRequest): string {
  const who = typeof principal === 'string' ? principal : JSON.stringify(principal);
  const keys = context === undefined || Object.keys(context).length === 0 ? '' : ` with ${JSON.stringify(context)}`;
  return `${who} calls ${action} on ${resource}${keys}`;
}
