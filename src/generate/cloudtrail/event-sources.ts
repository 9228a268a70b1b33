import { hasService } from '../../reference/index.ts';

/**
 * Event sources that aren't named like the service prefix of their actions, each with the page that says so. Where
 * a source logs several services, the first that has an action of the event's name is meant.
 */
const SOURCES: ReadonlyMap<string, { readonly prefixes: readonly string[]; readonly page: string }> = new Map(
  Object.entries({
    monitoring: { prefixes: ['cloudwatch'], page: 'https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-monitoring.html' },
    email: { prefixes: ['ses'], page: 'https://docs.aws.amazon.com/ses/latest/dg/logging-using-cloudtrail.html' },
    tagging: { prefixes: ['tag'], page: 'https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-tagging.html' },
    autoscaling: {
      prefixes: ['autoscaling', 'application-autoscaling', 'autoscaling-plans'],
      page: 'https://docs.aws.amazon.com/autoscaling/application/userguide/logging-using-cloudtrail.html',
    },
    rdsdata: { prefixes: ['rds-data'], page: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/logging-using-cloudtrail-data-api.html' },
    rdsdataapi: { prefixes: ['rds-data'], page: 'https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-rdsdataapi.html' },
  }),
);

export interface SourceServices {
  /** In the order of preference; empty for a source that no known service has. */
  readonly prefixes: readonly string[];
  /** The page that says that the source has another name than the service. */
  readonly page?: string;
}

/** The service prefixes whose actions an event source can stand for: `cloudwatch` for `monitoring.amazonaws.com`. */
export function servicesOfSource(source: string): SourceServices {
  const name = source.replace(/\.(amazonaws\.com(\.cn)?|amazon\.com)$/, '');
  const known = SOURCES.get(name);
  if (known !== undefined) return known;
  return { prefixes: hasService(name) ? [name] : [] };
}

/** The table of sources, for whoever holds it against the reference. */
export function knownSources(): readonly { readonly source: string; readonly prefixes: readonly string[]; readonly page: string }[] {
  return [...SOURCES].map(([source, entry]) => ({ source, ...entry }));
}
