import type { LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { SourceError } from '../../model/source-error.ts';
import type { TemplateText } from '../../model/unknown-value.ts';
import { member } from '../../model/located.ts';
import { createOrigins, joinPieces } from '../text/text-pieces.ts';
import { arnPieces } from './attributes.ts';
import { conditionFormulas } from './conditions.ts';
import { createResolver, type TemplateContext } from './create-resolver.ts';
import type { NestedStack } from './nested-stacks.ts';
import { withBindings } from './bindings.ts';
import { isStored } from './parameters.ts';
import { readTemplate, type TemplateOptions } from './read-template.ts';
import { membersOf, plainText, type TemplateResource } from './template.ts';
import { existence } from './existence.ts';
import { undecidedWorld } from './world.ts';

/** A resource of a template with its functions resolved: what is not known is an unknown value. */
export interface ResolvedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties?: LocatedNode;
  /** Undefined where a condition that is not decided says whether it is there. */
  readonly exists: boolean | undefined;
  /** Its ARN where the type's is simple; a name that CloudFormation makes is an unknown value. */
  readonly arn?: TemplateText;
  /** The logical IDs that its properties refer to, outside of policy documents. */
  readonly references: ReadonlySet<string>;
  /** The template keeps it when it is removed, replaced or rolled back: it is never deleted. */
  readonly retained: boolean;
  readonly constructPath?: string;
  readonly loc: Location;
}

export interface ResolvedTemplate {
  readonly resources: readonly ResolvedResource[];
  /** The stacks that it nests. */
  readonly nested: readonly NestedStack[];
  /** Parameters whose values CloudFormation reads from Parameter Store, with the name that is read if it is known. */
  readonly storedParameters: readonly { readonly logicalId: string; readonly name?: string }[];
  /** `{{resolve:ssm:…}}` and its like, by service and key; a function call inside is left out of the key. */
  readonly dynamicReferences: readonly { readonly service: string; readonly key: string }[];
  readonly transforms: readonly string[];
  readonly errors: readonly SourceError[];
}

/** Reads the resources of a CloudFormation template. */
export function readResources(root: LocatedNode, file: string, options: TemplateOptions = {}): ResolvedTemplate {
  const { template, nested, errors } = readTemplate(root, file, options);
  const context: TemplateContext = { template, bound: new Map(Object.entries(options.parameters ?? {})), origins: createOrigins(), errors: new Map() };
  const formulas = conditionFormulas(createResolver(context, undecidedWorld(() => ({ kind: 'opaque', key: '' }))));
  const undecided = createResolver(context, undecidedWorld(formulas));
  const resources = [...template.resources.values()].map((resource): ResolvedResource => {
    const resolver = withBindings(resource, undecided);
    const { type, properties, constructPath, keyLoc, node } = resource;
    const logicalId = loopName(resource);
    const resolved = properties === undefined ? undefined : resolver.resolve(properties);
    const arn = arnPieces(resource, resolver);
    return {
      logicalId,
      type,
      ...(resolved === undefined ? {} : { properties: resolved }),
      exists: existence(resource, resolver),
      ...(arn === undefined ? {} : { arn: joinPieces(arn) }),
      references: referencesIn(properties),
      retained: plainText(member(node, 'DeletionPolicy')) === 'Retain' && plainText(member(node, 'UpdateReplacePolicy')) === 'Retain',
      ...(constructPath === undefined ? {} : { constructPath }),
      loc: keyLoc,
    };
  });
  const given = (name: string): string | undefined => {
    const value = context.bound.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    resources,
    nested,
    storedParameters: [...template.parameters].flatMap(([logicalId, declaration]) => {
      if (!isStored(plainText(member(declaration, 'Type')) ?? '')) return [];
      const name = given(logicalId) ?? plainText(member(declaration, 'Default'));
      return [{ logicalId, ...(name === undefined ? {} : { name }) }];
    }),
    dynamicReferences: dynamicReferencesIn(root),
    transforms: template.transforms,
    errors: [...errors, ...[...context.errors.values()].filter((error) => !errors.some((known) => known.message === error.message && known.loc.pointer === error.loc.pointer))],
  };
}

/** The logical ID with the variables of the `Fn::ForEach` around it. */
function loopName({ logicalId, bindings }: Pick<TemplateResource, 'logicalId' | 'bindings'>): string {
  return logicalId.replaceAll(/[$&]\{([^}]+)\}/g, (whole, name: string) => plainText(bindings?.get(name)) ?? whole);
}

/** Whether a property holds a policy document: what that names, the resource itself does not use. */
export function isPolicyProperty(name: string): boolean {
  return /Polic(?:y|ies)(?:Document|Text)?$|^Statement$/.test(name) && !/^(?:Deletion|UpdateReplace|Lifecycle|Redrive|Scaling)Policy$/.test(name);
}

/** The logical IDs in `Ref`, `Fn::GetAtt` and `Fn::Sub`, parameters among them; policy documents left out. */
function referencesIn(node: LocatedNode | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (each: LocatedNode): void => {
    if (each.kind === 'array') each.items.forEach(visit);
    for (const { key, value } of membersOf(each)) {
      if (isPolicyProperty(key)) continue;
      if (key === 'Ref') found.add(plainText(value) ?? '');
      else if (key === 'Fn::GetAtt') found.add((plainText(value.kind === 'array' ? value.items[0] : value) ?? '').split('.')[0] ?? '');
      else if (key === 'Fn::Sub') {
        const text = plainText(value.kind === 'array' ? value.items[0] : value) ?? '';
        for (const [, name] of text.matchAll(/\$\{([^!}.]+)[^}]*\}/g)) found.add(name ?? '');
      }
      visit(value);
    }
  };
  if (node !== undefined) visit(node);
  found.delete('');
  return found;
}

function dynamicReferencesIn(root: LocatedNode): ResolvedTemplate['dynamicReferences'] {
  const found = new Map<string, { readonly service: string; readonly key: string }>();
  const visit = (node: LocatedNode): void => {
    if (node.kind === 'array') node.items.forEach(visit);
    else if (node.kind === 'object') node.members.forEach(({ value }) => visit(value));
    else {
      for (const [, service = '', key = ''] of (plainText(node) ?? '').matchAll(/\{\{resolve:([a-z-]+):([^}]*)\}\}/g)) found.set(`${service}:${key}`, { service, key });
    }
  };
  visit(root);
  return [...found.values()];
}
