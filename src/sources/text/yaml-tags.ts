import type { CollectionTag, ScalarTag } from 'yaml';

/**
 * The long form of a CloudFormation short tag: `!Ref` is `Ref`, `!Condition` is `Condition`, every other
 * `!Name` is `Fn::Name`. Undefined for YAML's own tags, which say how to read a scalar, not what to call.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function functionOfTag(tag: string | undefined): string | undefined {
  const name = tag === undefined ? null : /^!([A-Za-z][A-Za-z0-9:]*)$/.exec(tag);
  const word = name?.[1];
  if (word === undefined) return undefined;
  return word === 'Ref' || word === 'Condition' ? word : `Fn::${word}`;
}

const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Condition', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or', 'Ref', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform',
];

/**
 * The tags that templates are full of, for the library, which makes a warning of each that it does not
 * know. The nodes stay as they are; a function's long form is made of them later.
 */
export const functionTags: readonly (ScalarTag | CollectionTag)[] = FUNCTIONS.flatMap((name) => [
  { tag: `!${name}`, resolve: (text: string) => text },
  { tag: `!${name}`, collection: 'seq' as const },
  { tag: `!${name}`, collection: 'map' as const },
]);
