import type { Environment } from '../permission.ts';

/** Where a stack or asset goes: what the assembly says, else what the caller says. */
export function placeOf({ account, region }: { readonly account?: string; readonly region?: string }, given: Environment): Environment {
  return { partition: given.partition, account: account ?? given.account, region: region ?? given.region };
}

/** Fills the placeholders of the cloud assembly. */
export function filled(text: string, { partition, account, region }: Environment): string {
  return text.replaceAll('${AWS::Partition}', partition).replaceAll('${AWS::AccountId}', account).replaceAll('${AWS::Region}', region);
}
