import { presenceOf, type Setting } from './domain.ts';
import { atomsOf, type Formula } from './formula.ts';
import { anyField, arnWith, globOf, someRegion, twelveDigits } from './patterns.ts';
import type { Question } from './question.ts';
import { hasOwnAccount, type CallerClass } from './scenario.ts';
import { resourceDimension } from './statement.ts';
import { glob, textParts, type Glob, type GlobPart } from './text/glob.ts';
import { CharacterClass } from './text/symbols.ts';

/**
 * What ties dimensions together, as far as the policies ask for them: an ARN's region and account are
 * keys of the request, and the account relation of the scenario holds for the ARN.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function ties({ caller, callers }: Setting, goal: Formula, question: Question): Formula {
  const { formulas, unions, vocabulary, domain } = question;
  const facts: Formula[] = [...presenceTies(caller, goal, question)];
  const resourceIn = (...globs: readonly Glob[]): Formula => formulas.atom({ kind: 'member', dimension: resourceDimension, union: unions.of(globs) });
  const present = (id: string): Formula => formulas.atom({ kind: 'present', dimension: id });
  const has = (id: string): boolean => vocabulary.keys.has(id);
  const inAccount = (account: string): Formula => resourceIn(arnWith(anyField, textParts(account)));
  const owned = resourceIn(arnWith(anyField, twelveDigits));
  if (has('aws:requestedregion')) facts.push(formulas.or([present('aws:requestedregion'), formulas.not(resourceIn(arnWith(someRegion, anyField)))]));
  if (has('aws:resourceaccount')) {
    facts.push(formulas.or([present('aws:resourceaccount'), formulas.not(owned)]));
    if (!caller.sameAccount) facts.push(present('aws:resourceaccount'));
    if (domain === 'typed') facts.push(...accountTies(caller, owned, goal, question));
  }
  if (caller.account !== undefined) {
    facts.push(caller.sameAccount ? formulas.or([inAccount(caller.account), formulas.not(owned)]) : formulas.not(inAccount(caller.account)));
  } else if (caller.sameAccount && hasOwnAccount(caller.principal)) for (const account of callers.accounts) facts.push(formulas.not(inAccount(account)));
  if (domain === 'typed') facts.push(...tagKeyTies(question), ...callerTies(caller, goal, question), ...sourceTies(goal, question), ...endpointTies(question), ...mfaTies(question));
  return formulas.and(facts);
}

/** Of the keys that the goal asks for, those that every request of the caller has, and those that none has. */
function presenceTies(caller: CallerClass, goal: Formula, question: Question): readonly Formula[] {
  const { formulas, vocabulary } = question;
  const asked = new Set([...atomsOf(goal)].map(({ dimension }) => dimension));
  return [...asked].flatMap((dimension) => {
    const presence = vocabulary.keys.has(dimension) ? presenceOf(dimension, caller, question.domain) : undefined;
    if (presence === undefined) return [];
    const present = formulas.atom({ kind: 'present', dimension });
    return [presence ? present : formulas.not(present)];
  });
}

/**
 * `aws:ResourceAccount` is the account in the resource's ARN, where it has one; and the caller's account
 * or not, as the scenario says.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
 */
function accountTies(caller: CallerClass, owned: Formula, goal: Formula, { formulas, unions, letters, vocabulary }: Question): readonly Formula[] {
  const facts: Formula[] = [];
  for (const atom of atomsOf(goal)) {
    if (atom.kind !== 'member' || atom.dimension !== 'aws:resourceaccount') continue;
    const inArn = unions.of(atom.union.globs.map(({ parts }) => arnWith(anyField, parts.map(withoutColon))));
    const said = formulas.atom(atom);
    const written = formulas.atom({ kind: 'member', dimension: resourceDimension, union: inArn });
    const unowned = formulas.not(owned);
    facts.push(formulas.or([unowned, formulas.not(said), written]), formulas.or([unowned, said, formulas.not(written)]));
  }
  if (vocabulary.keys.has('aws:principalaccount') && hasOwnAccount(caller.principal)) {
    const own = unions.of([glob([{ kind: 'symbol', symbol: letters.variable('aws:principalaccount', false) }])]);
    const same = formulas.atom({ kind: 'member', dimension: 'aws:resourceaccount', union: own });
    const absent = formulas.not(formulas.atom({ kind: 'present', dimension: 'aws:resourceaccount' }));
    facts.push(caller.sameAccount ? formulas.or([absent, same]) : formulas.not(same));
  }
  return facts;
}

function withoutColon(part: GlobPart): GlobPart {
  return (part.kind === 'run' || part.kind === 'one') && part.of === CharacterClass.any ? { ...part, of: CharacterClass.noColon } : part;
}

/**
 * `aws:TagKeys` lists the tags that the request carries. The other way round does not hold: a request to
 * remove tags lists their keys and carries none.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-tagkeys
 */
function tagKeyTies({ formulas, unions, vocabulary }: Question): readonly Formula[] {
  if (vocabulary.keys.get('aws:tagkeys')?.kind !== 'list') return [];
  return [...vocabulary.keys.keys()].flatMap((id) => {
    const tag = /^aws:requesttag\/(.+)$/.exec(id)?.[1];
    if (tag === undefined) return [];
    const listed = formulas.atom({ kind: 'some', dimension: 'aws:tagkeys', union: unions.of([glob(textParts(tag, true))]), outside: false });
    const carried = formulas.atom({ kind: 'present', dimension: id });
    return [formulas.or([listed, formulas.not(carried)])];
  });
}

/**
 * A user's ARN ends with the user's name, and any caller's has its account.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
function callerTies({ principal, exact }: CallerClass, goal: Formula, question: Question): readonly Formula[] {
  if (exact || !hasOwnAccount(principal) || !question.vocabulary.keys.has('aws:principalarn')) return [];
  // The longer one first: what is laid over an ARN with a path is then not taken for a name with slashes.
  const ofUser = (name: readonly GlobPart[]): readonly Glob[] => ['user/*/', 'user/'].map((path) => glob([...globOf(`arn:*:iam::#:${path}`).parts, ...name]));
  const ofAccount = (account: readonly GlobPart[]): readonly Glob[] => [arnWith([], account.map(withoutColon))];
  return [
    // A wildcard of a name may take a slash of the path in front of it.
    ...(principal.kind === 'user' ? partTies({ part: 'aws:username', whole: 'aws:principalarn', inWhole: ofUser, isExact: ({ literal }) => literal }, goal, question) : []),
    ...partTies({ part: 'aws:principalaccount', whole: 'aws:principalarn', inWhole: ofAccount, isExact: () => true }, goal, question),
  ];
}

/**
 * `aws:SourceAccount` is the account of the resource that `aws:SourceArn` names, if that says one.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount
 */
function sourceTies(goal: Formula, question: Question): readonly Formula[] {
  const { formulas, unions, vocabulary } = question;
  if (vocabulary.keys.get('aws:sourcearn')?.kind !== 'text') return [];
  const ofAccount = (account: readonly GlobPart[]): readonly Glob[] => [arnWith(anyField, account.map(withoutColon))];
  const saysAccount = formulas.atom({ kind: 'member', dimension: 'aws:sourcearn', union: unions.of(ofAccount(twelveDigits)) });
  const present = formulas.atom({ kind: 'present', dimension: 'aws:sourceaccount' });
  const elsewhere = formulas.not(formulas.and([present, saysAccount]));
  return partTies({ part: 'aws:sourceaccount', whole: 'aws:sourcearn', inWhole: ofAccount, isExact: () => true }, goal, question).map((fact) => formulas.or([elsewhere, fact]));
}

/** A key whose value is a part of another key's. */
interface Part {
  readonly part: string;
  readonly whole: string;
  /** The values of the whole that have such a part. */
  readonly inWhole: (part: readonly GlobPart[]) => readonly Glob[];
  /** Whether these have no other part than such a one. */
  readonly isExact: (pattern: Glob) => boolean;
}

/** What is said of the part is said of the whole, and the other way round where that is exact. */
function partTies({ part, whole, inWhole, isExact }: Part, goal: Formula, { formulas, unions, letters, vocabulary }: Question): readonly Formula[] {
  if (vocabulary.keys.get(part)?.kind !== 'text') return [];
  const wholeIn = (globs: readonly Glob[]): Formula => formulas.atom({ kind: 'member', dimension: whole, union: unions.of(globs) });
  const facts = [wholeIn(inWhole([{ kind: 'symbol', symbol: letters.variable(part, false) }]))];
  for (const atom of atomsOf(goal)) {
    if (atom.kind !== 'member' || atom.dimension !== part || atom.union.hasLetters) continue;
    const said = formulas.atom(atom);
    const written = wholeIn(atom.union.globs.flatMap(({ parts }) => inWhole(parts)));
    facts.push(formulas.or([formulas.not(said), written]));
    if (atom.union.globs.every(isExact)) facts.push(formulas.or([said, formulas.not(written)]));
  }
  return facts;
}

const ENDPOINT_KEYS = ['aws:sourcevpc', 'aws:sourcevpcarn', 'aws:sourcevpce', 'aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths', 'aws:vpcsourceip'] as const;

/**
 * Through a VPC endpoint a request has the keys of the endpoint, and no `aws:SourceIp`; otherwise it has none of them.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
 */
function endpointTies({ formulas, vocabulary }: Question): readonly Formula[] {
  if (!vocabulary.keys.has('aws:sourceip')) return [];
  const absent = (dimension: string): Formula => formulas.not(formulas.atom({ kind: 'present', dimension }));
  return ENDPOINT_KEYS.filter((key) => vocabulary.keys.has(key)).map((key) => formulas.or([absent('aws:sourceip'), absent(key)]));
}

/**
 * Who was authenticated with MFA some seconds ago was authenticated with MFA.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
 */
function mfaTies({ formulas, unions, vocabulary }: Question): readonly Formula[] {
  if (!vocabulary.keys.has('aws:multifactorauthage') || vocabulary.keys.get('aws:multifactorauthpresent')?.kind !== 'text') return [];
  const used = formulas.atom({ kind: 'member', dimension: 'aws:multifactorauthpresent', union: unions.of([glob(textParts('true', true))]) });
  return [formulas.or([formulas.not(formulas.atom({ kind: 'present', dimension: 'aws:multifactorauthage' })), used])];
}
