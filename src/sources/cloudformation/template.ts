import { member, type LocatedMember, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { SourceError } from '../../model/source-error.ts';
import { describeKind } from '../../model/located.ts';
import { knownText } from '../../model/unknown-value.ts';

/** The sections of a CloudFormation template that bear on its policies, not yet resolved. */
export interface Template {
  readonly parameters: ReadonlyMap<string, LocatedNode>;
  readonly mappings: ReadonlyMap<string, LocatedNode>;
  readonly conditions: ReadonlyMap<string, LocatedNode>;
  readonly rules: ReadonlyMap<string, LocatedNode>;
  readonly outputs: ReadonlyMap<string, LocatedNode>;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  readonly byType: ReadonlyMap<string, readonly TemplateResource[]>;
  readonly globals?: LocatedNode;
  readonly transforms: readonly string[];
  /** Macros may bring names that are not in the text. */
  readonly isOpen: boolean;
}

export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties?: LocatedNode;
  readonly condition?: string;
  /** Which condition that is, a function tells: it may be true or false. */
  readonly isConditionOpen?: boolean;
  readonly node: LocatedNode;
  /** The logical ID, where it is written. */
  readonly keyLoc: Location;
  readonly constructPath?: string;
  /** Why it may have permissions that are not read, for people. */
  readonly partial?: readonly string[];
  /** What the variable of an `Fn::ForEach` around it stands for. */
  readonly bindings?: ReadonlyMap<string, LocatedNode>;
}

/** The resources of one type, in their order. */
export function resourcesOf(template: Template, type: string): readonly TemplateResource[] {
  return template.byType.get(type) ?? [];
}

type Report = (error: SourceError) => void;

/** The text of a string that has no holes. */
export function plainText(node: LocatedNode | undefined): string | undefined {
  if (node?.kind === 'number') return node.source;
  return node?.kind === 'string' ? knownText(node.text) : undefined;
}

export function membersOf(node: LocatedNode | undefined): readonly LocatedMember[] {
  return node?.kind === 'object' ? node.members : [];
}

/** Brings a macro's result in its place, such as a file that `AWS::Include` reads. */
export const INCLUDE = 'Fn::Transform';

/** Whether an object has more members than are seen. */
export function hasInclude(node: LocatedNode | undefined): boolean {
  return member(node, INCLUDE) !== undefined;
}

/** A section by its names; the first of two of the same name, as the text parser has reported the second. */
export function section(root: LocatedNode, name: string, report: Report): ReadonlyMap<string, LocatedNode> {
  const node = member(root, name);
  const entries = new Map<string, LocatedNode>();
  if (node === undefined || node.kind === 'null') return entries;
  if (node.kind !== 'object') {
    report({ code: 'template-structure', message: `expected an object as \`${name}\`, found ${describeKind(node)}`, loc: node.loc });
    return entries;
  }
  for (const { key, value } of node.members) if (!entries.has(key)) entries.set(key, value);
  return entries;
}

/** `Transform` is one name or a list of names. */
export function transformsOf(root: LocatedNode): readonly string[] {
  const node = member(root, 'Transform');
  const items = node?.kind === 'array' ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => {
    const name = plainText(item) ?? plainText(member(item, 'Name'));
    return name === undefined ? [] : [name];
  });
}

/** Reads one entry of `Resources`. Undefined, with an error, for what is no resource. */
export function readResource({ key, keyLoc, value }: LocatedMember, report: Report): TemplateResource | undefined {
  if (value.kind !== 'object') {
    report({ code: 'template-structure', message: `expected a resource as \`${key}\`, found ${describeKind(value)}`, loc: value.loc });
    return undefined;
  }
  const typeNode = member(value, 'Type');
  const type = plainText(typeNode);
  if (type === undefined) {
    const message = typeNode === undefined ? `the resource \`${key}\` has no \`Type\`` : `expected a string as the \`Type\` of \`${key}\`, found ${describeKind(typeNode)}`;
    report({ code: 'template-structure', message, loc: typeNode?.loc ?? keyLoc });
    return undefined;
  }
  const properties = member(value, 'Properties');
  const condition = plainText(member(value, 'Condition'));
  const constructPath = plainText(member(member(value, 'Metadata'), 'aws:cdk:path'));
  return {
    logicalId: key,
    type,
    ...(properties === undefined || properties.kind === 'null' ? {} : { properties }),
    ...(condition === undefined ? {} : { condition }),
    node: value,
    keyLoc,
    ...(constructPath === undefined ? {} : { constructPath }),
  };
}
