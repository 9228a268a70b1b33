import { Schema, type CollectionTag, type ScalarTag } from 'yaml';

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

/** What a scalar without a tag is: its text. First of the tags, so that the library asks no other one. */
const text: ScalarTag = { tag: 'tag:yaml.org,2002:str', default: true, test: /^/, resolve: (source) => source };

/**
 * The schema by which the library reads, made once: scalars are text, and the tags that templates are full
 * of are known, since the library makes a warning of each that it does not know. The nodes stay as they
 * are; a function's long form is made of them later.
 */
export const templateSchema: Schema = new Schema({
  schema: 'failsafe',
  customTags: (tags) => [
    text,
    ...tags,
    ...FUNCTIONS.flatMap((name): (ScalarTag | CollectionTag)[] => [
      { tag: `!${name}`, resolve: (source) => source },
      { tag: `!${name}`, collection: 'seq' },
      { tag: `!${name}`, collection: 'map' },
    ]),
  ],
});
