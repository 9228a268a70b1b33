import { action as knownAction, service } from '../../reference/index.ts';

/** An ARN template of the reference, ready to be matched and filled. */
export interface ArnTemplate {
  /** Lower-case name of the resource type. */
  readonly type: string;
  readonly required: boolean;
  /** The service field. */
  readonly service: string;
  /** Texts and placeholders in turn, beginning and ending with a text. */
  readonly texts: readonly string[];
  readonly placeholders: readonly string[];
  /** The ARNs of this type alone: a placeholder takes no `/` or `:` unless its values have them. */
  readonly matcher: RegExp;
}

/** Placeholders whose values hold slashes, and colons at the end of an ARN. */
const PATHS = /WithPath$|WithoutLeadingSlash$|^(?:ObjectName|LogGroupName|LogStreamName|SecretId|UrlEncodedResourceARN|EntityPath|TopicName|TopicFilter|Key|RepositoryName|Alias|AlarmName)$/;

const templates = new Map<string, readonly ArnTemplate[]>();

/** The ARN templates of an action's resource types; empty for an action that takes none. */
export function templatesOf(action: string): readonly ArnTemplate[] {
  const done = templates.get(action);
  if (done !== undefined) return done;
  const found = knownAction(action);
  const made = (found?.action.resourceTypes ?? []).flatMap(({ name, required }) =>
    (found?.service.resourceTypes.get(name.toLowerCase())?.arnPatterns ?? []).map((pattern) => templateOf(pattern, name.toLowerCase(), required)),
  );
  templates.set(action, made);
  return made;
}

/** The ARN templates of all resource types of an action's service. */
export function templatesOfService(action: string): readonly ArnTemplate[] {
  const types = service(action.slice(0, action.indexOf(':')))?.resourceTypes.values() ?? [];
  return [...types].flatMap(({ name, arnPatterns }) => arnPatterns.map((pattern) => templateOf(pattern, name.toLowerCase(), false)));
}

function templateOf(pattern: string, type: string, required: boolean): ArnTemplate {
  const texts = pattern.split(/\$\{[^}]*\}/);
  const placeholders = [...pattern.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1] ?? '');
  const source = placeholders.reduce((all, name, index) => {
    const last = index === placeholders.length - 1 && texts.at(-1) === '';
    return `${all}${valueOf(name, last)}${escaped(texts[index + 1] ?? '')}`;
  }, escaped(texts[0] ?? ''));
  return { type, required, service: pattern.split(':')[2] ?? '', texts, placeholders, matcher: new RegExp(`^${source}$`, 's') };
}

function valueOf(placeholder: string, last: boolean): string {
  if (isEnvironment(placeholder)) return '[^:]*';
  if (!PATHS.test(placeholder)) return '[^:/]+';
  return last ? '.+' : '[^:]+';
}

/** Whether values of a placeholder may hold slashes. */
export function isPath(placeholder: string): boolean {
  return PATHS.test(placeholder);
}

/** Placeholders whose values don't name the resource. */
export function isEnvironment(placeholder: string): boolean {
  return placeholder === 'Partition' || placeholder === 'Region' || placeholder === 'Account';
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
