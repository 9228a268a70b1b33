import { member } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import { knownText, type TemplateText } from '../../model/unknown-value.ts';
import { scalarText } from '../text/text-pieces.ts';
import { withBindings } from './bindings.ts';
import type { Resolver } from './resolver.ts';
import { membersOf, plainText, resourcesOf, type Template, type TemplateResource } from './template.ts';

/** A stack inside of a stack. */
export interface NestedStack {
  readonly logicalId: string;
  /** The template's path relative to this one, when it is a local file. */
  readonly path?: string;
  /** The values that are known; its other parameters may be anything. */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  /** What else is given to its parameters, in words of the template that nests it. */
  readonly given: ReadonlyMap<string, TemplateText>;
  readonly loc: Location;
}

/** The stacks that a template nests: by local path, as `aws cloudformation package` takes it, or by the CDK's asset path. */
export function nestedStacks(template: Template, resolver: Resolver): readonly NestedStack[] {
  const stacks = [...resourcesOf(template, 'AWS::CloudFormation::Stack'), ...resourcesOf(template, 'AWS::Serverless::Application')];
  return stacks.map((resource) => nestedStack(resource, withBindings(resource, resolver)));
}

export function nestedStack(resource: TemplateResource, resolver: Resolver): NestedStack {
  const path = localPath(resource);
  return { logicalId: resource.logicalId, ...(path === undefined ? {} : { path }), ...givenParameters(resource, resolver), loc: resource.keyLoc };
}

function localPath(resource: TemplateResource): string | undefined {
  const asset = plainText(member(member(resource.node, 'Metadata'), 'aws:asset:path'));
  if (asset !== undefined) return asset;
  const url = plainText(member(resource.properties, 'TemplateURL')) ?? plainText(member(resource.properties, 'Location'));
  return url === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? undefined : url;
}

function givenParameters(resource: TemplateResource, resolver: Resolver): Pick<NestedStack, 'parameters' | 'given'> {
  const known: Record<string, string | readonly string[]> = {};
  const given = new Map<string, TemplateText>();
  for (const { key, value } of membersOf(member(resource.properties, 'Parameters'))) {
    const resolved = resolver.resolve(value);
    const items = resolved?.kind === 'array' ? resolved.items : undefined;
    const texts = items?.map((item) => knownText(scalarText(item) ?? [])) ?? [];
    const pieces = scalarText(resolved);
    const text = pieces === undefined ? undefined : knownText(pieces);
    if (items !== undefined && texts.every((item) => item !== undefined)) known[key] = texts;
    else if (text !== undefined) known[key] = text;
    else if (pieces !== undefined && !pieces.some((part) => typeof part !== 'string' && part.maybeList === true)) given.set(key, pieces);
  }
  return { parameters: known, given };
}
