import type { JsonReport } from '../model/generated/report.generated.ts';
import type { Report } from '../model/report.ts';
import type { Formatter } from './formatter.ts';

/** For programs: one JSON document, described by `schemas/report.schema.json` of the package. */
export const json: Formatter = ({ files, intents, summary, problems }: Report): string => {
  const printed: JsonReport = { schemaVersion: 1, files, intents, summary, problems };
  return `${JSON.stringify(printed, undefined, 2)}\n`;
};
