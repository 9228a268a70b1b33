import type { AccessRequest } from '../model/access-request.ts';
import { parseRequestPrincipal } from '../model/request-principal.ts';
import { referenceDate } from '../reference/services.ts';
import { startIn, type Branch } from './branch.ts';
import { gainsOf, isAdministrator } from './gains.ts';
import { openingFor, type Opening } from './opening.ts';
import type { EscalationPath } from './paths/path.ts';
import { openPaths } from './precheck.ts';
import { layersOf } from './replay.ts';
import type { Escalation, EscalationOptions, EscalationReport, EscalationState, EscalationTarget, UndecidedPath } from './types.ts';
import { walk, type SearchBudget } from './walk.ts';
import { actorOf, type World } from './world.ts';

/** How many requests one path may look for, and how many ways to its end are weighed. */
const REQUESTS_PER_PATH = 120;
const ENDS_PER_PATH = 24;
/** How many requests one search may look for in all. */
const REQUESTS = 2400;
/** What an undecided path depends on when the search for it was cut short. */
const SEARCH_LIMIT = 'search limit';
/** How many identities that were gained are gone on from. */
const ENDS_PER_HOP = 6;

/**
 * Looks past what the policies of a target say to what the target can make of them: along the known
 * paths, each request decided by the evaluator in the state that the requests before left, can it come
 * to hold permissions that it was not given? Nothing is reported that was not shown that way; what a
 * path needs beyond what was seen stands in its assumptions.
 *
 * That nothing is found means that no known path is open, as docs/escalation.md lists them. Never
 * throws on bad policies.
 */
export function findEscalation(target: EscalationTarget, state: EscalationState = {}, options: EscalationOptions = {}): EscalationReport {
  const kinds = kindsOf(target);
  const parameters: Record<string, string> = {};
  const escalations: Escalation[] = [];
  const undecided: UndecidedPath[] = [];
  let administrator = false;
  const byKind = kinds.map((kind) => {
    const opening = openingFor(target, state, kind);
    const found = search(opening, options);
    for (const [name, value] of opening.parameters) parameters[name] = value;
    administrator ||= found.administrator;
    undecided.push(...found.undecided);
    return { kind, found: found.escalations };
  });
  for (const { kind, found } of byKind) {
    for (const escalation of found) {
      const alike = (other: Escalation): boolean => other.paths.join() === escalation.paths.join() && other.certainty === escalation.certainty && other.gains.kind === escalation.gains.kind;
      if (escalations.some(alike)) continue;
      const whoever = byKind.every(({ found: others }) => others.some(alike));
      const assumptions = whoever ? escalation.assumptions : [`the policies are a ${kind}'s`, ...escalation.assumptions];
      escalations.push({ ...escalation, assumptions });
    }
  }
  const findings = escalations.sort(strongestFirst);
  return {
    administrator,
    escalations: options.first === true ? findings.slice(0, 1) : findings,
    undecided: undecided.filter(({ path }, index) => undecided.findIndex((other) => other.path === path) === index && !findings.some(({ paths }) => paths.includes(path))),
    parameters,
    assumptions: [
      'the known paths to more permissions are those of docs/escalation.md',
      `AWS managed policies are those of ${referenceDate().managedPolicies}`,
      ...Object.entries(parameters).map(([name, value]) => `\`${name}\` is \`${value}\``),
    ],
  };
}

/** Whoever can hold policies; a principal of another kind holds none that could grow. */
function kindsOf({ principal, holder }: EscalationTarget): readonly ('user' | 'role')[] {
  if (principal === undefined) return holder === undefined ? ['user', 'role'] : [holder.kind];
  const read = parseRequestPrincipal(principal);
  if (!read.ok) return [];
  if (read.principal.kind === 'user') return ['user'];
  return read.principal.kind === 'roleSession' ? ['role'] : [];
}

interface SearchResult {
  readonly administrator: boolean;
  readonly escalations: readonly Escalation[];
  readonly undecided: readonly UndecidedPath[];
}

/** First what can be shown. Only where that is not everything already, what would be possible too. */
function search({ world }: Opening, options: EscalationOptions): SearchResult {
  if (isAdministrator(world, actorOf(world))) return { administrator: true, escalations: [], undecided: [] };
  const shown = searchWith(world, { ...options, suppose: false });
  if (options.suppose === false || shown.escalations.some(isTotal)) return shown;
  const possible = searchWith(world, options);
  // Supposing something may lead a path astray that was shown without it.
  const added = possible.escalations.filter(
    (escalation) => !shown.escalations.some(({ paths, gains }) => paths.join() === escalation.paths.join() && gains.kind === escalation.gains.kind),
  );
  return { ...possible, escalations: [...shown.escalations, ...added] };
}

function searchWith(world: World, options: EscalationOptions): SearchResult {
  const escalations: Escalation[] = [];
  const undecided: UndecidedPath[] = [];
  let left = REQUESTS;
  const hops = Math.min(Math.max(options.hops ?? 2, 1), 3);
  let ends: readonly End[] = [{ branch: startIn(world), paths: [] }];
  for (let hop = 0; hop < hops && ends.length > 0; hop += 1) {
    const next: End[] = [];
    for (const end of ends) {
      const open = new Set<string>();
      for (const path of openPaths(layersOf(end.branch.world, end.branch.world.actor, ''))) {
        if (path.detourOf !== undefined && open.has(path.detourOf)) continue;
        const budget: SearchBudget = { remaining: Math.min(REQUESTS_PER_PATH, left) };
        const granted = budget.remaining;
        const { escalation, onward } = along(path, end, world, options, budget, undecided);
        left -= granted - budget.remaining;
        next.push(...onward);
        if (escalation === undefined) continue;
        open.add(path.id);
        escalations.push(escalation);
        if (options.first === true && isTotal(escalation)) return { administrator: false, escalations, undecided };
      }
    }
    // Longer ways to where a short one leads tell nothing new.
    ends = escalations.some(isTotal) ? [] : distinct(next).slice(0, ENDS_PER_HOP);
  }
  return { administrator: false, escalations, undecided };
}

function isTotal({ gains, certainty }: Escalation): boolean {
  return gains.kind === 'administrator' && certainty === 'shown';
}

/** One of each identity, the shortest way to it. */
function distinct(ends: readonly End[]): readonly End[] {
  const sorted = [...ends].sort((a, b) => a.branch.steps.length - b.branch.steps.length);
  return sorted.filter(({ branch }, index) => sorted.findIndex((other) => other.branch.world.actor === branch.world.actor) === index);
}

interface End {
  readonly branch: Branch;
  readonly paths: readonly EscalationPath[];
}

/** The strongest that one path leads to, and where it may be gone on from. */
function along(path: EscalationPath, from: End, start: World, options: EscalationOptions, budget: SearchBudget, undecided: UndecidedPath[]): { readonly escalation?: Escalation; readonly onward: readonly End[] } {
  const onward: End[] = [];
  let best: Escalation | undefined;
  let ends = 0;
  const open = { ...from.branch, bound: new Map<string, string>() };
  const walkOptions = {
    suppose: options.suppose !== false,
    budget,
    undecided: (request: AccessRequest, dependsOn: readonly string[]) => undecided.push({ path: path.id, title: path.title, request, dependsOn }),
  };
  for (const end of walk(path, open, walkOptions)) {
    const branch = path.awaits === undefined ? end : { ...end, assumptions: [...end.assumptions, path.awaits], supposes: true };
    ends += 1;
    if (branch.supposes && options.suppose === false) continue;
    const gains = gainsOf(start, branch.world);
    const paths = [...from.paths, path];
    const actor = actorOf(branch.world);
    const escalation = gains === undefined ? undefined : escalationOf(branch, paths, gains);
    if (escalation !== undefined && (best === undefined || strongestFirst(escalation, best) < 0)) best = escalation;
    if (gains?.kind !== 'administrator' && actor.arn !== from.branch.world.actor && actor.origin !== 'supposed') onward.push({ branch, paths });
    if ((gains?.kind === 'administrator' && !branch.supposes) || ends >= ENDS_PER_PATH) break;
  }
  if (best === undefined && (budget.remaining <= 0 || ends >= ENDS_PER_PATH)) undecided.push({ path: path.id, title: path.title, dependsOn: [SEARCH_LIMIT] });
  return { onward, ...(best === undefined ? {} : { escalation: best }) };
}

function escalationOf({ steps, allowedBy, assumptions, supposes }: Branch, paths: readonly EscalationPath[], gains: Escalation['gains']): Escalation {
  return {
    paths: paths.map(({ id }) => id),
    title: paths.map(({ title }) => title).join(', then '),
    steps,
    allowedBy,
    gains,
    certainty: supposes ? 'possible' : 'shown',
    assumptions,
  };
}

function strongestFirst(a: Escalation, b: Escalation): number {
  return rank(a) - rank(b) || a.steps.length - b.steps.length || (a.paths.join() < b.paths.join() ? -1 : a.paths.join() > b.paths.join() ? 1 : 0);
}

function rank({ gains, certainty }: Escalation): number {
  return (certainty === 'shown' ? 0 : 2) + (gains.kind === 'administrator' ? 0 : 1);
}
