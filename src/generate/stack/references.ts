import { parsePattern } from '../../model/pattern.ts';
import { arnTemplatePattern } from '../../reference/index.ts';
import { covers } from '../../rules/support/pattern-cover.ts';
import { isPolicyProperty, type ResolvedResource } from '../../sources/index.ts';
import { namePlaceholders } from './arn-template.ts';
import { ownArn } from './own-arn.ts';
import { patternOf, textsIn, type PropertyText, type Stack } from './stack.ts';

/** What the properties of a resource name: ARNs that are written out, and the resources of the stack that they refer to. */
export interface Named {
  readonly arns: readonly string[];
  readonly texts: readonly PropertyText[];
}

export function namedBy(resource: ResolvedResource, stack: Stack): Named {
  const texts = textsIn(resource.properties).filter(({ path }) => !path.some(isPolicyProperty));
  const written = texts.map(({ text }) => patternOf(text, stack)).filter((text) => /^arn:[^:*]+:[^:*]+:/.test(text));
  const referred = [...resource.references].flatMap((logicalId) => {
    const other = stack.resources.get(logicalId);
    return other === undefined || other === resource ? [] : (ownArn(other, stack) ?? []);
  });
  return { arns: [...new Set([...referred, ...written])].sort(), texts };
}

/** The named ARNs that an ARN template stands for. */
export function ofTemplate(template: string, { arns }: Named): readonly string[] {
  const wide = pattern(arnTemplatePattern(template));
  return arns.filter((arn) => covers(wide, pattern(arn), { ignoreCase: false }) && samePlace(template, arn));
}

/** `arn:*:s3:::*` also stands for objects: a bucket is named by what has no slash where its template has none. */
function samePlace(template: string, arn: string): boolean {
  const literal = arnTemplatePattern(template).split(':').slice(5).join(':').replaceAll(/[^/:]/g, '');
  const found = arn.split(':').slice(5).join(':').replaceAll(/[^/:]/g, '');
  return /WithPath|WithoutLeadingSlash|LogGroupName|Id\}$/.test(template) || literal === found;
}

function pattern(text: string): ReturnType<typeof parsePattern> {
  return parsePattern([text], { wildcards: true, variables: 'none' });
}

/** Names for the placeholders of a template that properties of the same name give: `BucketName` by `Bucket`. */
export function namesFor(template: string, { texts }: Named, stack: Stack): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const placeholder of namePlaceholders(template)) {
    const base = placeholder.replace(/(?:NameWithPath|WithoutLeadingSlash|Name|Id)$/, '');
    const keys = [placeholder, base, `${base}s`, `${base}Name`, `S3${base}`].map((key) => key.toLowerCase());
    const names = texts
      .filter(({ path }) => base !== '' && keys.includes((path.at(-1) ?? '').toLowerCase()))
      .map(({ text }) => patternOf(text, stack))
      .filter((name) => name !== '*' && !name.startsWith('arn:'));
    if (names.length > 0) found.set(placeholder, [...new Set(names)].sort());
  }
  return found;
}
