import { nodeHost } from '../../../src/host/node.ts';
import { chooseFiles } from '../../../src/lint/paths.ts';
import { UsageError } from '../../usage-error.ts';

/** What a trail's bucket holds, as it is or unpacked, and the result of a query. */
const LOGS = '**/*.{json,json.gz,jsonl,jsonl.gz,ndjson,ndjson.gz,csv,csv.gz}';

/** A trail's bucket has digests beside the logs: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html */
const DIGEST = /(?:^|\/)CloudTrail-Digest\//;

/** The files behind paths, patterns and folders, each once, in a fixed order. */
export async function trailFiles(given: readonly string[]): Promise<{ readonly paths: readonly string[]; readonly problems: readonly string[] }> {
  if (given.length === 0) throw new UsageError('name the logs: files, patterns or folders');
  const paths = new Set<string>();
  const problems: string[] = [];
  for (const each of given) {
    if (nodeHost.kindOf(each) === 'folder') {
      // A folder's name is no pattern, whatever characters it has.
      const found = await nodeHost.findFiles(`${each.replaceAll('\\', '/').replaceAll(/[*?[\]{}()!+@]/g, String.raw`\$&`).replace(/\/$/, '')}/${LOGS}`);
      const logs = found.paths.filter((path) => !DIGEST.test(path));
      for (const path of logs) paths.add(path);
      problems.push(...found.problems, ...(logs.length === 0 ? [`there are no logs in \`${each}\``] : []));
    } else {
      const found = await chooseFiles([each], nodeHost);
      for (const { path } of found.files) paths.add(path);
      problems.push(...found.problems);
    }
  }
  return { paths: [...paths].sort(), problems };
}
