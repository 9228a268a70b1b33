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
