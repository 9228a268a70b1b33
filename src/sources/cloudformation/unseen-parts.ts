import type { LocatedNode } from '../../model/located.ts';
import { member } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { isCall } from './resolve.ts';
import type { Template } from './template.ts';

/** Transforms whose result is read as it stands in the template. */
const KNOWN_TRANSFORMS = /^AWS::(?:Serverless-2016-10-31|LanguageExtensions|CodeDeployBlueGreen|SecretsManager-\d{4}-\d{2}-\d{2})$/;

/** What of a template can't be seen in its text: macros that rewrite it, and modules. */
export function unseenParts(root: LocatedNode, template: Template): readonly SourceError[] {
  const errors: SourceError[] = [];
  const place = member(root, 'Transform') ?? root;
  for (const name of template.transforms) {
    if (KNOWN_TRANSFORMS.test(name)) continue;
    errors.push({ code: 'unseen-part', message: `the macro \`${name}\` may rewrite the whole template: what it makes is not seen`, loc: place.loc });
  }
  for (const resource of template.resources.values()) {
    if (resource.properties?.kind === 'object' && isCall(resource.properties)) {
      errors.push({ code: 'unseen-part', message: `a function makes properties of \`${resource.logicalId}\` that are not all seen`, loc: resource.keyLoc });
    }
    if (resource.condition !== undefined && !template.conditions.has(resource.condition)) {
      errors.push({ code: 'unresolved-reference', message: `the template has no condition \`${resource.condition}\``, loc: resource.keyLoc });
    }
    if (resource.type.endsWith('::MODULE')) {
      errors.push({ code: 'unseen-part', message: `the resources of the module \`${resource.logicalId}\` are not seen`, loc: resource.keyLoc });
    }
  }
  return errors;
}
