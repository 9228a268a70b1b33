import { splitArnPattern, type ArnPattern } from '../../model/arn.ts';
import { isAnything, literalText, type Pattern } from '../../model/pattern.ts';
import type { ConditionTest, PatternEntry, Policy, Statement } from '../../model/policy.ts';
import { expandAction } from '../../reference/actions.ts';
import { action } from '../../reference/services.ts';
import { resourceMatchesTemplate, templatesOfArnService, type ArnTemplate } from './arn-templates.ts';

// Views are classes because there are so many of them: an object with getters of its own has a shape of its own,
// which keeps all that the getters know until memory is gone through as a whole.

/**
 * A statement and what several rules want to know of it, worked out when first asked for and then kept.
 */
export class StatementView {
  readonly statement: Statement;
  readonly policy: Policy;
  #actions: readonly ActionEntryView[] | undefined;
  #resources: readonly ResourceEntryView[] | undefined;
  #tests: readonly ConditionTest[] | undefined;

  constructor(policy: Policy, statement: Statement) {
    this.policy = policy;
    this.statement = statement;
  }

  get actions(): readonly ActionEntryView[] {
    return (this.#actions ??= this.statement.action.entries.map((entry) => new ActionEntryView(entry)));
  }

  get resources(): readonly ResourceEntryView[] {
    return (this.#resources ??= (this.statement.resource?.entries ?? []).map((entry) => new ResourceEntryView(entry)));
  }

  /** The conditions that are known, without the parts that a template leaves open. */
  get tests(): readonly ConditionTest[] {
    return (this.#tests ??= this.statement.conditions.filter((clause) => clause.kind === 'test'));
  }

  /** False when a template leaves part of the Condition element open. */
  get conditionsKnown(): boolean {
    return this.tests.length === this.statement.conditions.length;
  }
}

/** One entry of Action or NotAction. */
export class ActionEntryView {
  readonly entry: PatternEntry;
  /** As written, where all of it is known: `s3:Get*`. */
  readonly text: string | undefined;
  /** The same in lower case. */
  readonly folded: string | undefined;
  /** Lower case, up to the first colon, where that much is known; may have wildcards. Undefined for `*`. */
  readonly service: string | undefined;
  readonly wildcard: boolean;
  /** `*`, or `*:*`. */
  readonly all: boolean;
  readonly #names: () => readonly string[];

  constructor(entry: PatternEntry) {
    const shared = isUnresolved(entry.pattern) ? viewOfOpenText(entry.pattern) : viewOfText(entry.pattern);
    this.entry = entry;
    this.text = shared.text;
    this.folded = shared.folded;
    this.service = shared.service;
    this.wildcard = shared.wildcard;
    this.all = shared.all;
    this.#names = shared.names;
  }

  /** The actions that it stands for, as AWS writes them; empty when the text isn't all known. */
  get names(): readonly string[] {
    return this.#names();
  }
}

/** One entry of Resource or NotResource. */
export class ResourceEntryView {
  readonly entry: PatternEntry;
  /** `*` and nothing else. */
  readonly all: boolean;
  /**
   * Its six fields; undefined for what has fewer, has a variable in the first five of them, or leaves open
   * to a template where they end.
   */
  readonly arn: ArnPattern | undefined;
  /** `${` stands in front of the fifth colon, where AWS takes it literally. */
  readonly misplacedVariable: boolean;
  /** Some of it is in a template's hands. */
  readonly unresolved: boolean;
  #formats: readonly ArnTemplate[] | undefined;

  constructor(entry: PatternEntry) {
    const { pattern } = entry;
    this.entry = entry;
    this.all = isAnything(pattern);
    this.misplacedVariable = hasMisplacedVariable(pattern);
    this.unresolved = isUnresolved(pattern);
    this.arn = this.misplacedVariable || mayHideColons(pattern) ? undefined : splitArnPattern(pattern);
  }

  /**
   * The ARN formats of its service that it can have; where only Region or account speak against all of
   * them, those that the resource part fits. Empty where the service isn't known.
   */
  get formats(): readonly ArnTemplate[] {
    return (this.#formats ??= formatsOf(this.arn));
  }
}

/** What an entry's text alone says. */
type TextView = Omit<ActionEntryView, 'entry' | 'names'> & { readonly names: () => readonly string[] };

const views = new Map<string, TextView>();

/** The same few thousand texts stand in most policies; what is kept has a bound all the same. */
function viewOfText(pattern: Pattern): TextView {
  const { text } = pattern;
  const known = views.get(text);
  if (known !== undefined) return known;
  const folded = text.toLowerCase();
  const wildcard = hasWildcard(pattern);
  const view: TextView = {
    text,
    folded,
    service: servicePart(folded),
    wildcard,
    all: isAnything(pattern) || text === '*:*',
    names: lazy(() => (wildcard ? expandAction(text) : nameOf(text))),
  };
  if (views.size >= 10_000) views.clear();
  views.set(text, view);
  return view;
}

function viewOfOpenText(pattern: Pattern): TextView {
  const [first] = pattern.parts;
  return {
    text: undefined,
    folded: undefined,
    service: servicePart(first?.kind === 'literal' ? first.text.toLowerCase() : ''),
    wildcard: hasWildcard(pattern),
    all: isAnything(pattern),
    names: () => [],
  };
}

function hasWildcard(pattern: Pattern): boolean {
  return pattern.parts.some((part) => part.kind === 'anyRun' || part.kind === 'anyOne');
}

/** Its name as AWS writes it; looked up rather than searched for, since most entries have no wildcard. */
function nameOf(text: string): readonly string[] {
  const found = action(text);
  return found === undefined ? [] : [`${found.service.prefix}:${found.action.name}`];
}

function servicePart(folded: string): string | undefined {
  const colon = folded.indexOf(':');
  return colon === -1 ? undefined : folded.slice(0, colon);
}

function formatsOf(arn: ArnPattern | undefined): readonly ArnTemplate[] {
  const service = arn === undefined ? undefined : literalText(arn.service);
  if (arn === undefined || service === undefined) return [];
  const formats = templatesOfArnService(service);
  const fitting = formats.filter((format) => fieldFits(arn.region, format.region) && fieldFits(arn.account, format.account) && resourceMatchesTemplate(arn.resource, format));
  // A Region or account that no format allows is reported as such; it decides only between those that differ in it.
  return fitting.length > 0 ? fitting : formats.filter((format) => resourceMatchesTemplate(arn.resource, format));
}

/** Whether a field that a format leaves empty is empty, and one that it fills is not. */
function fieldFits(field: Pattern, format: string): boolean {
  const text = literalText(field);
  return text === undefined || (text === '') === (format === '');
}

/** Whether an unknown value in front of the fifth colon may bring colons of its own. */
function mayHideColons({ parts }: Pattern): boolean {
  let colons = 0;
  for (const part of parts) {
    if (part.kind === 'literal') colons += part.text.split(':').length - 1;
    if (colons >= 5) return false;
    if (part.kind === 'unresolved' && !['accountId', 'region', 'partition'].includes(part.unknown.shape.kind)) return true;
  }
  return false;
}

/** Variables in their place are parts of their own, so that a literal `${` is one that is out of place. */
function hasMisplacedVariable({ parts }: Pattern): boolean {
  let colons = 0;
  for (const part of parts) {
    if (part.kind !== 'literal') continue;
    const at = part.text.indexOf('${');
    colons += (at === -1 ? part.text : part.text.slice(0, at)).split(':').length - 1;
    if (at !== -1) return colons < 5;
  }
  return false;
}

/** Whether a template leaves part of it open. */
export function isUnresolved(pattern: Pattern): boolean {
  return pattern.parts.some((part) => part.kind === 'unresolved');
}

/** Works a value out when first asked for, and keeps it. */
export function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
