import type { Pattern } from '../../model/pattern.ts';

/** What stands in front of the first wildcard; undefined when there is none, or a template leaves open what stands there. */
export function literalBefore({ parts }: Pattern): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind === 'literal') text += part.text;
    else return part.kind === 'anyRun' || part.kind === 'anyOne' ? text : undefined;
  }
  return undefined;
}
