const PREFIXES: readonly (readonly [prefix: RegExp, partition: string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-iso-/, 'aws-iso'],
  [/^eusc-/, 'aws-eusc'],
  [/^(?:af|ap|ca|eu|il|me|mx|sa|us)-(?:(?:north|south)?(?:east|west)|north|south|central)-\d+$/, 'aws'],
];

/**
 * The partition that a Region is in; undefined for a name that is none of a Region's known forms.
 *
 * Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOfRegion(region: string): string | undefined {
  return PREFIXES.find(([prefix]) => prefix.test(region))?.[1];
}
