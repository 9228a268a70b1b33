import { hasService } from '../../reference/index.ts';

/**
 * Event sources that aren't named like the service prefix of their actions, each with the page that says so. Where
 * a source logs several services, the first that has an action of the event's name is meant.
 */
const SOURCES: ReadonlyMap<string, { readonly prefixes: readonly string[]; readonly page: string }> = new Map(
  Object.entries({
    monitoring: { prefixes: ['cloudwatch'], page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html' },
    email: { prefixes: ['ses'], page: 'https://docs.aws.amazon.com/ses/latest/dg/logging-using-cloudtrail.html' },
    tagging: { prefixes: ['tag'], page: 'https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-tagging.html' },
    autoscaling: {
      prefixes: ['autoscaling', 'application-autoscaling', 'autoscaling-plans'],
      page: 'https://docs.aws.amazon.com/autoscaling/application/userguide/logging-using-cloudtrail.html',
    },
    rdsdata: { prefixes: ['rds-data'], page: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/logging-using-cloudtrail-data-api.html' },
    rdsdataapi: { prefixes: ['rds-data'], page: 'https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-rdsdataapi.html' },
    dynamodb: { prefixes: ['dynamodb', 'dax'], page: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/logging-using-cloudtrail.html' },
    appstream2: { prefixes: ['appstream'], page: 'https://docs.aws.amazon.com/appstream2/latest/developerguide/logging-using-cloudtrail.html' },
    s3: { prefixes: ['s3', 's3-object-lambda'], page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html' },
    'models.lex': { prefixes: ['lex'], page: 'https://docs.aws.amazon.com/lex/latest/dg/monitoring-aws-lex-cloudtrail.html' },
    'runtime.lex': { prefixes: ['lex'], page: 'https://docs.aws.amazon.com/lex/latest/dg/monitoring-aws-lex-cloudtrail.html' },
    'bedrock-agent': { prefixes: ['bedrock'], page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html' },
    'bedrock-runtime': { prefixes: ['bedrock'], page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html' },
    iotdata: { prefixes: ['iot'], page: 'https://docs.aws.amazon.com/iot/latest/developerguide/iot-using-cloudtrail.html' },
    'servicecatalog-appregistry': { prefixes: ['servicecatalog'], page: 'https://docs.aws.amazon.com/servicecatalog/latest/arguide/logging-using-cloudtrail.html' },
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
