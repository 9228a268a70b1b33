import { isPlainName } from '../reference/arn-templates.ts';
import { anyRun, glob, textParts, type Glob, type GlobPart } from './text/glob.ts';
import { twelveDigits } from './patterns.ts';
import { CharacterClass } from './text/symbols.ts';

const known = new Map<string, readonly Glob[]>();

/**
 * The ARNs of a template of the reference, `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}`.
 * An account is twelve digits; AWS's own resources have `aws` there, or nothing. Names of buckets have no slash.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function arnGlobs(template: string): readonly Glob[] {
  let globs = known.get(template);
  if (globs === undefined) {
    globs = readTemplate(template);
    known.set(template, globs);
  }
  return globs;
}

function readTemplate(template: string): readonly Glob[] {
  let alternatives: GlobPart[][] = [[]];
  let fields = 0;
  for (const piece of template.split(/(\$\{[^}]*\}|\*|:)/)) {
    if (piece === '') continue;
    if (piece === ':') fields += 1;
    const options: readonly (readonly GlobPart[])[] = piece.startsWith('${') || piece === '*' ? optionsOf(fields, piece, template) : [textParts(piece)];
    alternatives = alternatives.flatMap((before) => options.map((option) => [...before, ...option]));
  }
  return alternatives.map(glob);
}

const slug: GlobPart = { kind: 'run', of: CharacterClass.slug };
const plainName: GlobPart = { kind: 'run', of: CharacterClass.name };

function optionsOf(field: number, piece: string, template: string): readonly (readonly GlobPart[])[] {
  switch (field) {
    case 1:
      return [[...textParts('aws'), slug]];
    case 2:
    case 3:
      return [[slug]];
    case 4:
      return piece === '*' ? [twelveDigits, [], textParts('aws'), textParts('*')] : [twelveDigits, [], textParts('aws')];
    default:
      return [[isPlainName(template, piece.slice(2, -1)) ? plainName : anyRun]];
  }
}
