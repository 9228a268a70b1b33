import { member, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import { knownText, type TemplateText } from '../../model/unknown-value.ts';
import { scalarText } from '../text/text-pieces.ts';
import { withBindings } from './bindings.ts';
import { existence } from './existence.ts';
import type { Resolver } from './resolver.ts';
import { membersOf, plainText, resourcesOf, type Template, type TemplateResource } from './template.ts';

/** A stack inside of a stack. */
export interface NestedStack {
  readonly logicalId: string;
  /** A stack set puts its template into accounts and Regions that the template does not tell. */
  readonly isSet: boolean;
  /** The template's path relative to this one, when it is a local file. */
  readonly path?: string;
  /** The values that are known; its other parameters may be anything. */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  /** What else is given to its parameters, in words of the template that nests it. */
  readonly given: ReadonlyMap<string, TemplateText>;
  /** The parameters that it gives a value in any way; missing where functions make them. */
  readonly told?: ReadonlySet<string>;
  /** What its parameters refer to: logical IDs of this template, whatever of them the stack is told. */
  readonly references: ReadonlySet<string>;
  /** False where a condition decides whether it is there. */
  readonly isCertain: boolean;
  readonly loc: Location;
}

/** The stacks that a template nests: by local path, as `aws cloudformation package` takes it, or by the CDK's asset path. */
export function nestedStacks(template: Template, resolver: Resolver): readonly NestedStack[] {
  return ['AWS::CloudFormation::Stack', 'AWS::Serverless::Application', STACK_SET].flatMap((type) => resourcesOf(template, type)).map((resource) => nestedStack(resource, withBindings(resource, resolver)));
}

const STACK_SET = 'AWS::CloudFormation::StackSet';

export function nestedStack(resource: TemplateResource, resolver: Resolver): NestedStack {
  const isSet = resource.type === STACK_SET;
  const path = isSet ? undefined : localPath(resource);
  return { logicalId: resource.logicalId, isSet, ...(path === undefined ? {} : { path }), ...givenParameters(resource, resolver), references: referencesOf(resource, resolver), isCertain: existence(resource, resolver) === true, loc: resource.keyLoc };
}

function localPath(resource: TemplateResource): string | undefined {
  const asset = plainText(member(member(resource.node, 'Metadata'), 'aws:asset:path'));
  if (asset !== undefined) return asset;
  const url = plainText(member(resource.properties, 'TemplateURL')) ?? plainText(member(resource.properties, 'Location'));
  return url === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? undefined : url;
}

function givenParameters(resource: TemplateResource, resolver: Resolver): Pick<NestedStack, 'parameters' | 'given' | 'told'> {
  const known: Record<string, string | readonly string[]> = {};
  const given = new Map<string, TemplateText>();
  const node = member(resource.properties, 'Parameters');
  for (const { key, value } of membersOf(node)) {
    const resolved = resolver.resolve(value);
    const items = resolved?.kind === 'array' ? resolved.items : undefined;
    const texts = items?.map(knownScalar) ?? [];
    const pieces = scalarText(resolved);
    const text = knownScalar(resolved);
    if (items !== undefined && texts.every((item) => item !== undefined)) known[key] = texts;
    else if (text !== undefined) known[key] = text;
    else if (pieces !== undefined && !pieces.some((part) => typeof part !== 'string' && part.maybeList === true)) given.set(key, pieces);
  }
  const isWritten = resource.properties?.kind !== 'unknown' && (node === undefined || (node.kind === 'object' && node.members.every(({ key }) => /^[A-Za-z0-9]+$/.test(key) && key !== 'Ref')));
  return { parameters: known, given, ...(isWritten ? { told: new Set(membersOf(node).map(({ key }) => key)) } : {}) };
}

function knownScalar(node: LocatedNode | undefined): string | undefined {
  const text = scalarText(node);
  return text === undefined ? undefined : knownText(text);
}

/** As they are written, in all branches, and as loops and functions make them. */
function referencesOf(resource: TemplateResource, resolver: Resolver): ReadonlySet<string> {
  const found = new Set<string>();
  const parameters = member(resource.properties, 'Parameters');
  if (parameters === undefined) return found;
  collectReferences(parameters, found);
  for (const { value } of membersOf(parameters)) {
    const resolved = resolver.resolve(value);
    if (resolved !== undefined) collectReferences(resolved, found);
  }
  return found;
}

function collectReferences(node: LocatedNode, found: Set<string>): void {
  switch (node.kind) {
    case 'object':
      for (const { key, value } of node.members) {
        for (const name of namesReferredTo(key, value)) found.add(resourceOf(name));
        collectReferences(value, found);
      }
      break;
    case 'array':
      for (const item of node.items) collectReferences(item, found);
      break;
    case 'string':
      for (const part of node.text) if (typeof part !== 'string') found.add(resourceOf(part.name));
      break;
    case 'unknown':
      found.add(resourceOf(node.unknown.name));
      break;
    case 'number':
    case 'boolean':
    case 'null':
      break;
  }
}

/** What a function with this argument refers to; nothing for other keys. */
function namesReferredTo(key: string, value: LocatedNode): readonly string[] {
  const first = plainText(value.kind === 'array' ? value.items[0] : value);
  if (first === undefined) return [];
  if (key === 'Ref' || key === 'Fn::GetAtt') return [first];
  return key === 'Fn::Sub' ? [...first.matchAll(/\$\{([^!{}][^{}]*)\}/g)].map(([, name = '']) => name) : [];
}

/** Attributes are behind the first period. */
function resourceOf(name: string): string {
  return (name.split('.')[0] ?? name).trim();
}
