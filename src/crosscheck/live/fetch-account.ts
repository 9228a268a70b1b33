import type { AwsApi, AwsFailure } from '../aws/api.ts';
import { askAll } from '../aws/ask.ts';
import type { SourceFile } from '../../model/policy-source.ts';
import { exportFile } from './export-file.ts';
import { subjectPath } from './subject.ts';

export interface FetchedSource {
  /** Missing where nothing came. */
  readonly file?: SourceFile;
  readonly failures: readonly AwsFailure[];
}

/** All users, groups, roles and managed policies of an account. Pages that came before a failure are kept. */
export async function fetchAccount(api: AwsApi, onPage: (count: number) => void): Promise<FetchedSource> {
  const { pages, failure } = await askAll(api, 'GetAccountAuthorizationDetails', {}, onPage);
  const failures = failure === undefined ? [] : [failure];
  if (pages.length === 0) return { failures };
  return { file: exportFile(subjectPath({ kind: 'account' }), pages), failures };
}
