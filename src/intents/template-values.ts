import type { ParameterBindings } from '../model/generated/intents.generated.ts';
import type { LocatedNode } from '../model/located.ts';
import type { Location } from '../model/location.ts';
import { nearest } from '../model/parse/nearest.ts';
import { keyOfConditions, type ConditionAssumption, type SourceFile } from '../model/policy-source.ts';
import type { SourceError } from '../model/source-error.ts';
import { knownText, type TemplateText, type TextPart, type UnknownValue } from '../model/unknown-value.ts';

/** What `${Name}` stands for in the statements of an intent. */
export interface TemplateValues {
  /** Values that the intents file binds. */
  readonly bound: ReadonlyMap<string, string | readonly string[]>;
  /** Values that the target's template leaves open, as its policies have them. */
  readonly open: ReadonlyMap<string, UnknownValue>;
}

/** Pseudo parameters exist in every template, whether or not a policy of it speaks of them. */
const PSEUDO_PARAMETERS: readonly UnknownValue[] = [
  { name: 'AWS::AccountId', reason: 'pseudo parameter', shape: { kind: 'accountId' } },
  { name: 'AWS::Region', reason: 'pseudo parameter', shape: { kind: 'region' } },
  { name: 'AWS::Partition', reason: 'pseudo parameter', shape: { kind: 'partition' } },
];

export function templateValues(file: SourceFile, bindings: Readonly<Record<string, string | readonly string[]>>): TemplateValues {
  const open = known.get(file) ?? openValues(file);
  known.set(file, open);
  return { bound: new Map(Object.entries(bindings)), open };
}

/** Of each file once: a large one has thousands of targets, and tens of thousands of policies. */
const known = new WeakMap<SourceFile, TemplateValues['open']>();

function openValues(file: SourceFile): TemplateValues['open'] {
  // Policies have values as the conditions of their form leave them, which may not be all that another form meets.
  const open = new Map(file.parameters?.declared);
  for (const policy of file.policies) collectFromNode(policy.node, open);
  for (const principal of file.principals) {
    collectFromText(principal.name, open);
    collectFromText(principal.arn, open);
    for (const { source } of principal.attachments) if (source !== undefined) collectFromNode(source.node, open);
    if (principal.trust !== undefined) collectFromNode(principal.trust.node, open);
  }
  for (const value of PSEUDO_PARAMETERS) if (!open.has(value.name)) open.set(value.name, value);
  return open;
}

/** The same for a form of the target: its conditions may tell what parameters are. */
export function valuesUnder(values: TemplateValues, { parameters }: SourceFile, when: readonly ConditionAssumption[]): TemplateValues {
  const told = parameters?.under.get(keyOfConditions(when));
  if (told === undefined || told.size === 0) return values;
  const bound = new Map(values.bound);
  const open = new Map(values.open);
  for (const [name, value] of told) {
    if (typeof value !== 'string') open.set(name, value);
    else if (!bound.has(name)) bound.set(name, value);
  }
  return { bound, open };
}

/** The bindings of an intents file as a template reader takes them. */
export function bindingTexts(...layers: readonly (ParameterBindings | undefined)[]): Readonly<Record<string, string | readonly string[]>> {
  const texts: Record<string, string | readonly string[]> = {};
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer ?? {})) {
      texts[name] = typeof value === 'object' ? value.map(String) : String(value);
    }
  }
  return texts;
}

function collectFromNode(node: LocatedNode, into: Map<string, UnknownValue>): void {
  switch (node.kind) {
    case 'object':
      for (const member of node.members) collectFromNode(member.value, into);
      break;
    case 'array':
      for (const item of node.items) collectFromNode(item, into);
      break;
    case 'string':
      collectFromText(node.text, into);
      break;
    case 'unknown':
      if (!into.has(node.unknown.name)) into.set(node.unknown.name, node.unknown);
      break;
    case 'number':
    case 'boolean':
    case 'null':
      break;
  }
}

function collectFromText(text: TemplateText, into: Map<string, UnknownValue>): void {
  for (const part of text) if (typeof part !== 'string' && !into.has(part.name)) into.set(part.name, part);
}

/** `${Name}`, `${AWS::Region}` and `${Logical.Attribute}`; policy variables have a single colon. */
const REFERENCE = /\$\{\s*([^{}]*?)\s*\}/g;

/**
 * A tree in which `${Name}` has become the template's value: its text where the intents file binds it,
 * else the same unknown value that the target's policies have. Policy variables stay as they are.
 */
export function withTemplateValues(node: LocatedNode, values: TemplateValues, report: (error: SourceError) => void): LocatedNode {
  switch (node.kind) {
    case 'object':
      return {
        ...node,
        members: node.members.map((member) => ({ ...member, value: withTemplateValues(member.value, values, report) })),
      };
    case 'array':
      return {
        ...node,
        items: node.items.flatMap((item) => {
          const filled = withTemplateValues(item, values, report);
          // A list in the place of one of several values is these values.
          return filled.kind === 'array' && item.kind === 'string' ? filled.items : [filled];
        }),
      };
    case 'string':
      return fillString(node, values, report);
    case 'number':
    case 'boolean':
    case 'null':
    case 'unknown':
      return node;
  }
}

function fillString(
  node: Extract<LocatedNode, { readonly kind: 'string' }>,
  values: TemplateValues,
  report: (error: SourceError) => void,
): LocatedNode {
  const text = knownText(node.text);
  if (text?.includes('${') !== true) return node;
  const whole = /^\$\{\s*([^{}]*?)\s*\}$/.exec(text)?.[1];
  const list = whole === undefined ? undefined : values.bound.get(whole);
  if (typeof list === 'object') {
    return { kind: 'array', items: list.map((item) => ({ kind: 'string', text: [item], loc: node.loc })), loc: node.loc };
  }
  return { ...node, text: fillText(text, node.loc, values, report) };
}

function fillText(text: string, loc: Location, values: TemplateValues, report: (error: SourceError) => void): TemplateText {
  const parts: TextPart[] = [];
  let literal = '';
  let from = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const [whole, name = ''] = match;
    literal += text.slice(from, match.index);
    from = match.index + whole.length;
    if (name.startsWith('!')) {
      report({ code: 'invalid-intents', message: `write \`\${${name.slice(1)}}\` here: \`\${!…}\` is for \`Fn::Sub\``, loc });
      continue;
    }
    const value = isTemplateName(name) ? (values.bound.get(name) ?? values.open.get(name)) : whole;
    if (typeof value === 'string') literal += value;
    else if (value === undefined) report(unknownName(name, loc, values));
    else if ('shape' in value) {
      if (literal !== '') parts.push(literal);
      literal = '';
      parts.push(value);
    } else report({ code: 'invalid-intents', message: `\`${name}\` is bound to a list, which can't be part of a text`, loc });
  }
  literal += text.slice(from);
  if (literal !== '' || parts.length === 0) parts.push(literal);
  return parts;
}

/** Condition keys have one colon, pseudo parameters two, and parameters none. */
function isTemplateName(name: string): boolean {
  return /^[A-Za-z]/.test(name) && (name.includes('::') || !name.includes(':')) && !name.includes(',');
}

function unknownName(name: string, loc: Location, values: TemplateValues): SourceError {
  const hint = nearest(name, [...values.open.keys(), ...values.bound.keys()]);
  return {
    code: 'invalid-intents',
    message: `no policy of the target has the value \`\${${name}}\`${hint === undefined ? ': bind it under `parameters`' : `, did you mean \`\${${hint}}\`?`}`,
    loc,
  };
}
