import { escapedName } from '../escapes.ts';
import { TAKES_NO_RESOURCE } from '../permission.ts';
import { arnForms } from './arn-forms.ts';
import { isEnvironment, templatesOf, templatesOfService, type ArnTemplate } from './arn-template.ts';
import type { TrailEvent } from './event.ts';
import { asResource, exactly, type EventResource } from './event-resource.ts';
import { partitionOf, type ActionNeed } from './needed-actions.ts';
import { namedTexts, type NamedText } from './parameters.ts';
import { placeholderValues } from './placeholder-values.ts';

/** More combinations of listed names than this become a pattern. */
const MOST_COMBINATIONS = 1000;

/** More resource types than this that an event names nothing of become one pattern. */
const MOST_TYPES = 3;

/** The resources of one action in an event: those listed with it, those that its parameters name, else patterns. */
export function resourcesOf(need: ActionNeed, event: TrailEvent): readonly EventResource[] {
  if (need.arn !== undefined) return [exactly(need.arn)];
  const all = templatesOf(need.action);
  if (all.length === 0) return [{ pattern: '*', why: TAKES_NO_RESOURCE }];
  const meant = need.types === undefined ? all : preferred(all, templatesOfService(need.action), need.types);
  const texts = namedTexts(event.parameters);
  const arns = [...event.resources, ...texts.flatMap(({ value }) => (value.startsWith('arn:') ? [value] : []))];
  const filled = telling(meant, need).map((template) => ({ template, ...fill(template, need, event, texts, arns) }));
  const complete = filled.filter(({ missing }) => missing.length === 0);
  const foundTypes = new Set(complete.map(({ template }) => template.type));
  const anyRequired = meant.some(({ required }) => required);
  // Required types are alternatives where an event has the ARN of one and says nothing of another.
  const alternatives = complete.some(({ isListed, template }) => isListed && template.required);
  const isNeeded = (each: Open): boolean => (each.template.required ? !alternatives || isSaid(each) : complete.length === 0 && !anyRequired);
  const open = withSomethingSaid(filled.filter((each) => !foundTypes.has(each.template.type) && isNeeded(each)));
  const fitting = alternatives ? complete.filter((each) => each.isListed || isSaid(each)) : complete;
  return distinct([...fitting.flatMap(({ resources, template }) => resources.flatMap((resource) => arnForms(template, resource))), ...patternsFor(open, event)]);
}

/** Without those that have one ARN for all and that the action may do without: they would always fit. */
function telling(templates: readonly ArnTemplate[], { types }: ActionNeed): readonly ArnTemplate[] {
  const found = templates.filter(({ required, placeholders }) => types !== undefined || required || placeholders.some((name) => !isEnvironment(name)));
  return found.length > 0 ? found : templates;
}

/** The wanted types that the action has, else those that its service has; all of the action's when there are none. */
function preferred(ofAction: readonly ArnTemplate[], ofService: readonly ArnTemplate[], types: readonly string[]): readonly ArnTemplate[] {
  const found = [ofAction, ofService].map((templates) => templates.filter(({ type }) => types.includes(type)));
  return found.find((templates) => templates.length > 0) ?? ofAction;
}

interface Filled {
  readonly resources: readonly EventResource[];
  /** Placeholders that the event says nothing of. */
  readonly missing: readonly string[];
  /** The event has the ARNs themselves. */
  readonly isListed: boolean;
}

interface Open extends Filled {
  readonly template: ArnTemplate;
}

/** Of the types that an action may do without, those that the event says something of, if there are any. */
function withSomethingSaid(open: readonly Open[]): readonly Open[] {
  return open.some(isSaid) ? open.filter((each) => each.template.required || isSaid(each)) : open;
}

function isSaid({ template, missing }: Open): boolean {
  return template.placeholders.filter((name) => !isEnvironment(name)).length > missing.length;
}

function fill(template: ArnTemplate, need: ActionNeed, event: TrailEvent, texts: readonly NamedText[], arns: readonly string[]): Filled {
  const listed = arns.filter((arn) => template.matcher.test(arn));
  if (listed.length > 0) return { resources: listed.map(exactly), missing: [], isListed: true };
  const [prefix = '', operation = ''] = need.action.split(':');
  const environment: Readonly<Record<string, string>> = { Partition: partitionOf(event), Region: event.region, Account: event.account };
  const taken = new Set<string>();
  const missing: string[] = [];
  let made: readonly { readonly arn: string; readonly pattern: string }[] = [{ arn: template.texts[0] ?? '', pattern: template.texts[0] ?? '' }];
  template.placeholders.forEach((placeholder, index) => {
    const behind = template.texts[index + 1] ?? '';
    const values = isEnvironment(placeholder) ? [environment[placeholder] ?? ''] : placeholderValues(prefix, placeholder, template, prefix === 'apigateway' ? template.type : operation, texts, taken);
    if (values.length === 0) missing.push(placeholder);
    const parts = values.length === 0 || made.length * values.length > MOST_COMBINATIONS ? [{ arn: '*', pattern: '*' }] : values.map(valuePart);
    made = made.flatMap((before) => parts.map((part) => ({ arn: `${before.arn}${part.arn}${behind}`, pattern: `${before.pattern}${part.pattern}${behind}` })));
  });
  return { resources: made.map(({ arn, pattern }) => asResource(arn, pattern)), missing, isListed: false };
}

/** `??????` is the end that Secrets Manager gives a name: a pattern, not part of it. */
function valuePart(value: string): { readonly arn: string; readonly pattern: string } {
  const [, name = value, tail = ''] = /^(.*?)(-\?{6})?$/s.exec(value) ?? [];
  return { arn: value, pattern: `${escapedName(name)}${tail}` };
}

/** What must be granted on patterns. Where an action has many types, the service's resources of the account and region. */
function patternsFor(open: readonly Open[], event: TrailEvent): readonly EventResource[] {
  const types = new Set(open.map(({ template }) => template.type));
  // Of several templates of a type, the one that the event says most of.
  const best = [...types].flatMap((type) => {
    const ofType = open.filter(({ template }) => template.type === type);
    const fewest = Math.min(...ofType.map(({ missing }) => missing.length));
    return ofType.filter(({ missing }) => missing.length === fewest);
  });
  if (types.size <= MOST_TYPES) {
    return best.flatMap(({ resources, missing, template }) => resources.map(({ pattern }) => ({ pattern, why: `the events don't say ${named(missing)} of the ${template.type}` })));
  }
  const why = 'the events name none of the resources that the action may be used on';
  return [...new Set(best.map(({ template }) => template.service))].map((service) => ({ pattern: `arn:${partitionOf(event)}:${service}:${event.region}:*:*`, why }));
}

function named(placeholders: readonly string[]): string {
  return placeholders.map((name) => `\`${name}\``).join(' and ');
}

function distinct(resources: readonly EventResource[]): readonly EventResource[] {
  return [...new Map(resources.map((resource) => [resource.pattern, resource])).values()];
}
