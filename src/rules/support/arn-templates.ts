import { parseArn } from '../../model/arn.ts';
import type { Pattern } from '../../model/pattern.ts';
import { arnTemplatePattern, isPlainName, servicesOfArn } from '../../reference/arn-templates.ts';
import { service } from '../../reference/services.ts';
import { formatSymbols, patternSymbols, symbolsMeet, type Symbols } from './pattern-meet.ts';

/** The ARN format of a resource type. */
export interface ArnTemplate {
  /** As AWS documents it: `arn:${Partition}:s3:::${BucketName}`. */
  readonly text: string;
  /** Its fields, with `*` for placeholders. */
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly symbols: Symbols;
  readonly resourceSymbols: Symbols;
}

/** Fields of an ARN before the resource, which have no slash. */
const FIELDS: ReadonlySet<string> = new Set(['Partition', 'Region', 'Account']);

const read = new Map<string, ArnTemplate>();

export function arnTemplate(text: string): ArnTemplate {
  const known = read.get(text);
  if (known !== undefined) return known;
  const arn = parseArn(arnTemplatePattern(text));
  const symbols = (format: string): Symbols => formatSymbols(format, (placeholder) => !FIELDS.has(placeholder) && !isPlainName(text, placeholder));
  const made: ArnTemplate = {
    text,
    service: arn?.service ?? '*',
    region: arn?.region ?? '*',
    account: arn?.account ?? '*',
    symbols: symbols(text),
    resourceSymbols: symbols(text.split(':').slice(5).join(':')),
  };
  read.set(text, made);
  return made;
}

const byService = new Map<string, readonly ArnTemplate[]>();

/** The formats of all resource types whose ARNs have this service field; empty when there are none. */
export function templatesOfArnService(serviceField: string): readonly ArnTemplate[] {
  const known = byService.get(serviceField);
  if (known !== undefined) return known;
  const texts = new Set<string>();
  for (const prefix of servicesOfArn(serviceField)) {
    for (const type of service(prefix)?.resourceTypes.values() ?? []) for (const text of type.arnPatterns) texts.add(text);
  }
  const templates = Array.from(texts, arnTemplate).filter((template) => template.service === serviceField || template.service === '*');
  byService.set(serviceField, templates);
  return templates;
}

/** Whether some ARN of this format is one that the pattern stands for. */
export function matchesTemplate(pattern: Pattern, template: ArnTemplate): boolean {
  return symbolsMeet(patternSymbols(pattern), template.symbols);
}

/** The same for what follows the fifth colon. */
export function resourceMatchesTemplate(resource: Pattern, template: ArnTemplate): boolean {
  return symbolsMeet(patternSymbols(resource), template.resourceSymbols);
}
