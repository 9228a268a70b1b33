import { KEPT_CONTAINERS, KEPT_PARAMETERS } from './parameters.ts';
import { roleOf, sessionOf, type TrailSelection } from './selection.ts';

/** The columns of the query's result, in their order. */
export const ATHENA_COLUMNS = [
  'eventsource',
  'eventname',
  'eventtype',
  'awsregion',
  'account',
  'errorcode',
  'callertype',
  'callerarn',
  'issuerarn',
  'invokedby',
  'resourcearns',
  'parameters',
  'events',
  'firsttime',
  'lasttime',
] as const;

export type AthenaColumn = (typeof ATHENA_COLUMNS)[number];

/** The name of the table that the Athena guide's statements make. */
export const ATHENA_TABLE = 'cloudtrail_logs';

/**
 * The query that does in Athena what reading the files does here: events that agree in everything that a policy is
 * made from become one row, with their number and times. Parameters that can't name a resource are left out, as the
 * reader of files leaves them out.
 *
 * Source of the columns: https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table.html
 *
 * @param table as SQL writes it: `cloudtrail_logs`, `"my-database".cloudtrail_logs`
 */
export function athenaQuery(selection: TrailSelection, table: string = ATHENA_TABLE): string {
  const groups = ATHENA_COLUMNS.slice(0, -3);
  return `SELECT
  ${groups.join(',\n  ')},
  count(*) AS events,
  min(eventtime) AS firsttime,
  max(eventtime) AS lasttime
FROM (
  SELECT
    eventsource,
    eventname,
    eventtype,
    awsregion,
    coalesce(recipientaccountid, useridentity.accountid) AS account,
    errorcode,
    useridentity.type AS callertype,
    useridentity.arn AS callerarn,
    useridentity.sessioncontext.sessionissuer.arn AS issuerarn,
    useridentity.invokedby AS invokedby,
    json_format(CAST(array_sort(transform(resources, r -> r.arn)) AS JSON)) AS resourcearns,
    json_format(CAST(transform(filter(array_sort(map_keys(p)), k -> (
      regexp_like(lower(k), '${KEPT_PARAMETERS}')
      AND (NOT starts_with(json_format(element_at(p, k)), '{') OR regexp_like(lower(k), '${KEPT_CONTAINERS}'))
    )), k -> ARRAY[k, json_format(element_at(p, k))]) AS JSON)) AS parameters,
    eventtime
  FROM (
    SELECT *, try(CAST(json_parse(requestparameters) AS MAP(VARCHAR, JSON))) AS p
    FROM ${table}
  ) AS logs${where(selection)}
) AS calls
GROUP BY ${groups.join(', ')}
ORDER BY ${groups.join(', ')}`;
}

function where({ principal, session, since, until }: TrailSelection): string {
  const role = principal === undefined ? undefined : roleOf(principal);
  const conditions = [
    ...(principal === undefined ? [] : [callerCondition(principal, role)]),
    ...(session === undefined ? [] : [`regexp_extract(useridentity.arn, '^arn:[^:]+:sts::[0-9]{12}:assumed-role/[^/]+/(.+)$', 1) = ${text(session)}`]),
    ...(since === undefined ? [] : [`eventtime >= ${text(since)}`]),
    ...(until === undefined ? [] : [`eventtime < ${text(until)}`]),
  ];
  return conditions.length === 0 ? '' : `\n  WHERE ${conditions.join('\n    AND ')}`;
}

function callerCondition(principal: string, role: ReturnType<typeof roleOf>): string {
  const alternatives = [`useridentity.arn = ${text(principal)}`];
  if (sessionOf(principal) === undefined) alternatives.push(`useridentity.sessioncontext.sessionissuer.arn = ${text(principal)}`);
  if (role !== undefined) {
    const session = `starts_with(regexp_extract(useridentity.arn, '^arn:[^:]+:(sts::.*)$', 1), ${text(`sts::${role.account}:assumed-role/${role.name}/`)})`;
    alternatives.push(`(useridentity.sessioncontext.sessionissuer.arn IS NULL AND ${session})`);
  }
  return `(${alternatives.join('\n      OR ')})`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
