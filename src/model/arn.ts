import type { Pattern, PatternPart } from './pattern.ts';

/**
 * An ARN as a request names it. Any component may be empty.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything behind the fifth colon, colons included. */
  readonly resource: string;
}

export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const [, partition, service, region, account, ...rest] = text.split(':');
  if (partition === undefined || service === undefined || region === undefined || account === undefined || rest.length === 0) {
    return undefined;
  }
  return { partition, service, region, account, resource: rest.join(':') };
}

export function arnText(arn: Arn): string {
  return `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.account}:${arn.resource}`;
}

export type ArnComponent = 'scheme' | 'partition' | 'service' | 'region' | 'account' | 'resource';

export type ArnPattern = Readonly<Record<ArnComponent, Pattern>>;

/**
 * Splits a pattern at its first five literal colons. Undefined when it has fewer: `*`, or an ARN that
 * leaves out fields. A wildcard is never taken for a colon here.
 */
export function splitArnPattern(pattern: Pattern): ArnPattern | undefined {
  const before = split.get(pattern);
  if (before !== undefined) return before.components;
  const components = componentsOf(pattern);
  split.set(pattern, { components });
  return components;
}

/** Every pattern is split once, however many ask. */
const split = new WeakMap<Pattern, { readonly components: ArnPattern | undefined }>();

function componentsOf(pattern: Pattern): ArnPattern | undefined {
  const components: PatternPart[][] = [[]];
  for (const part of pattern.parts) {
    if (part.kind !== 'literal') {
      components.at(-1)?.push(part);
      continue;
    }
    let rest = part.text;
    for (let colon = rest.indexOf(':'); colon !== -1 && components.length < 6; colon = rest.indexOf(':')) {
      if (colon > 0) components.at(-1)?.push({ kind: 'literal', text: rest.slice(0, colon) });
      components.push([]);
      rest = rest.slice(colon + 1);
    }
    if (rest !== '') components.at(-1)?.push({ kind: 'literal', text: rest });
  }
  const [scheme, partition, service, region, account, resource] = components.map(fromParts);
  if (scheme === undefined || partition === undefined || service === undefined) return undefined;
  if (region === undefined || account === undefined || resource === undefined) return undefined;
  return { scheme, partition, service, region, account, resource };
}

/** A pattern of these parts, with the text that they were read from. */
export function fromParts(parts: readonly PatternPart[]): Pattern {
  return { parts, text: parts.map(partText).join('') };
}

/** A part as a policy writes it, but for the dollar signs that it would have to escape. */
export function partText(part: PatternPart): string {
  switch (part.kind) {
    case 'literal':
      return part.text;
    case 'anyRun':
      return '*';
    case 'anyOne':
      return '?';
    case 'variable':
      return part.default === undefined ? `\${${part.key}}` : `\${${part.key}, '${part.default}'}`;
    case 'unresolved':
      return `\${${part.unknown.name}}`;
  }
}
