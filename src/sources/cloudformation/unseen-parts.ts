import { member, type LocatedMember, type LocatedNode } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { isCall } from './resolve.ts';
import { INCLUDE, membersOf, transformsOf, type Template } from './template.ts';

/** Transforms whose result is read as it stands in the template. */
const KNOWN_TRANSFORMS = /^AWS::(?:Serverless-2016-10-31|LanguageExtensions|CodeDeployBlueGreen|SecretsManager-\d{4}-\d{2}-\d{2})$/;

/** Whether macros may bring names that are not in the text. */
export function isOpen(root: LocatedNode): boolean {
  return transformsOf(root).some((name) => !KNOWN_TRANSFORMS.test(name)) || includesOf(root).length > 0;
}

/** Where macros add to the sections of a template: in their midst, or in that of an entry. */
function includesOf(root: LocatedNode): readonly LocatedMember[] {
  const entries = SECTIONS.flatMap((name) => membersOf(member(root, name)));
  const inEntries = entries.flatMap(({ value }) => membersOf(value));
  const inMappings = membersOf(member(root, 'Mappings')).flatMap(({ value }) => membersOf(value).flatMap((inner) => membersOf(inner.value)));
  return [...membersOf(root), ...entries, ...inEntries, ...inMappings].filter(({ key }) => key === INCLUDE);
}

const SECTIONS = ['Parameters', 'Mappings', 'Conditions', 'Resources'];

/** What of a template can't be seen in its text: macros that rewrite it, and modules. */
export function unseenParts(root: LocatedNode, template: Template): readonly SourceError[] {
  const errors: SourceError[] = [];
  const place = member(root, 'Transform') ?? root;
  for (const name of template.transforms) {
    if (KNOWN_TRANSFORMS.test(name)) continue;
    errors.push({ code: 'unseen-part', message: `the macro \`${name}\` may rewrite the whole template: what it makes is not seen`, loc: place.loc });
  }
  const inRoot = membersOf(root).find(({ key }) => key === INCLUDE);
  if (inRoot !== undefined) errors.push({ code: 'unseen-part', message: 'a macro adds to the template here: what it adds is not seen', loc: inRoot.keyLoc });
  for (const resource of template.resources.values()) {
    if (resource.properties?.kind === 'object' && isCall(resource.properties)) {
      errors.push({ code: 'unseen-part', message: `a function makes properties of \`${resource.logicalId}\` that are not all seen`, loc: resource.keyLoc });
    }
    if (resource.condition !== undefined && resource.isConditionOpen !== true && !template.conditions.has(resource.condition) && !template.isOpen) {
      errors.push({ code: 'unresolved-reference', message: `the template has no condition \`${resource.condition}\``, loc: resource.keyLoc });
    }
    if (resource.type.endsWith('::MODULE')) {
      errors.push({ code: 'unseen-part', message: `the resources of the module \`${resource.logicalId}\` are not seen`, loc: resource.keyLoc });
    }
  }
  return errors;
}
